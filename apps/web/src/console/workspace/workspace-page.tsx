import { useQuery } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { keys } from '../api/queries.js';
import { useTexts } from '../texts/texts.js';
import { Loaded, PageTitle } from '../ui/page.js';
import { LogoForm } from './logo-form.js';
import { NameAndColorForm } from './name-and-color-form.js';

/** Changes what attendees see of the workspace. */
export const WorkspacePage = () => {
  const { workspace: t } = useTexts();
  const workspace = useQuery({ queryKey: keys.workspace, queryFn: () => dataOf(api.GET('/v1/workspace')) });
  return (
    <>
      <PageTitle title={t.title} lead={t.lead} />
      <Loaded query={workspace}>
        {(known) => (
          <div className="editor brand-forms">
            <NameAndColorForm workspace={known} />
            <LogoForm workspace={known} />
          </div>
        )}
      </Loaded>
    </>
  );
};
