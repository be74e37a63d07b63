import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Switch } from 'react-aria-components';
import { api, dataOf } from '../../api/client.js';
import { rememberLinks } from '../api/changes.js';
import { onceHeader } from '../api/requests.js';
import type { Host, Link, MeetingType, NewLink } from '../api/shapes.js';
import { emptyDraft, newLinkOf, problemsOf } from './link-draft.js';
import { MadeLink } from './made-link.js';
import { LinkFields } from './link-fields.js';
import { useTexts, wordsFor } from '../texts/texts.js';
import { Action } from '../ui/buttons.js';
import { Panel } from '../ui/panel.js';

interface SharePanelProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly onClose: () => void;
}

/** Meeting type → Share → Advanced options → Generate single-use link → Copy. */
export const SharePanel = ({ type, hosts, onClose }: SharePanelProps) => {
  const texts = useTexts();
  const { share } = texts;
  const making = useMakeLink();
  const [wish, setWish] = useState(() => emptyDraft(type));
  const [wasAsked, setAsked] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  const [once, setOnce] = useState(onceHeader);

  const make = (): void => {
    setAsked(true);
    if (Object.keys(problemsOf(wish)).length > 0) return;
    making.mutate({ body: newLinkOf(type, wish), once }, { onSuccess: setLink });
  };
  const startOver = (): void => {
    setLink(null);
    setWish(emptyDraft(type));
    setAsked(false);
    setOnce(onceHeader());
    making.reset();
  };

  return (
    <Panel title={share.title(type.name)} onClose={onClose}>
      <p>{share.lead}</p>
      <Disclosure className="disclosure">
        <Heading level={3}>
          <Button slot="trigger" className="secondary disclosure-button">
            <span aria-hidden="true" className="chevron" />
            {share.advanced}
          </Button>
        </Heading>
        <DisclosurePanel>
          {link === null && (
            <LinkFields
              type={type}
              hosts={hosts}
              wish={wish}
              showProblems={wasAsked}
              onChange={(changed) => {
                setWish(changed);
                // Other words are another link.
                if (making.isError) setOnce(onceHeader());
              }}
            />
          )}
          <Switch
            className="switch"
            isSelected={link !== null || making.isPending}
            isDisabled={making.isPending}
            onChange={(isOn) => (isOn ? make() : startOver())}
          >
            <span className="track" aria-hidden="true" />
            {share.generate}
          </Switch>
          {link === null && <p className="quiet hint">{share.generateHint}</p>}
          <p role="status" className="visually-hidden">
            {making.isPending ? share.making : ''}
          </p>
          {making.isError && (
            <p role="alert" className="notice">
              {wordsFor(making.error, texts)}
            </p>
          )}
          {link !== null && (
            <>
              <MadeLink link={link} onRefreshed={setLink} />
              <Action onPress={startOver}>{share.another}</Action>
            </>
          )}
        </DisclosurePanel>
      </Disclosure>
    </Panel>
  );
};

/** Makes a link. Asked again for the very same, as after a lost answer, it makes no second one. */
const useMakeLink = (): UseMutationResult<Link, Error, { body: NewLink; once: ReturnType<typeof onceHeader> }> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, once }) => dataOf(api.POST('/v1/links', { body, params: { header: once } })),
    onSuccess: (made) => rememberLinks(queries, [made]),
  });
};
