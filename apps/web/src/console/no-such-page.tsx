import { Link } from 'wouter';
import { useTexts } from './texts/texts.js';
import { PageTitle } from './ui/page-title.js';

export const NoSuchPage = () => {
  const { common } = useTexts();
  return (
    <>
      <PageTitle title={common.noSuchPage} />
      <Link href="/" className="secondary">
        {common.toStart}
      </Link>
    </>
  );
};
