import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading, Switch } from 'react-aria-components';
import { api, dataOf } from '../../api/client.js';
import { updateCachedLinks } from '../api/changes.js';
import { idempotencyHeader } from '../api/requests.js';
import type { Host, Link, MeetingType, NewLink } from '../api/shapes.js';
import { emptyDraft, fieldOfLinkPath, toNewLink, problemsOf } from './link-draft.js';
import { ActiveLink } from './active-link.js';
import { LeftLink } from './left-link.js';
import { LinkFields } from './link-fields.js';
import { useTexts, errorText } from '../texts/texts.js';
import { ActionButton } from '../ui/buttons.js';
import { focusFirstProblem } from '../ui/fields.js';
import { Panel } from '../ui/panel.js';
import { refusedFields } from '../ui/refused-fields.js';
import { differ } from '../ui/unsaved.js';

interface SharePanelProps {
  readonly type: MeetingType;
  readonly hosts: readonly Host[];
  readonly onClose: () => void;
}

/**
 * The way to a link: Share → Create link → Copy; or Share → Advanced options → Generate single-use link → Copy, with
 * settings of its own.
 */
export const SharePanel = ({ type, hosts, onClose }: SharePanelProps) => {
  const texts = useTexts();
  const { share, types } = texts;
  const making = useMakeLink();
  const [draft, setDraft] = useState(() => emptyDraft(type));
  const [wasSubmitted, setSubmitted] = useState(false);
  const [link, setLink] = useState<Link | null>(null);
  // The link that was made before the switch was turned off.
  const [left, setLeft] = useState<Link | null>(null);
  const [isExpanded, setExpanded] = useState(false);
  const [idempotency, setIdempotency] = useState(idempotencyHeader);

  // Archived while the panel is open: then no link can be made, and nothing typed is lost by closing it.
  const isClosed = type.archived && link === null;
  const hasEdits = link === null && !isClosed && differ(emptyDraft(type), draft);
  const form = useRef<HTMLDivElement>(null);
  const madeLink = useRef<HTMLDivElement>(null);
  const madeId = link === null || link.replaces !== undefined ? null : link.id;
  useEffect(() => {
    if (madeId !== null) focusLink(madeLink.current);
  }, [madeId]);
  const own = problemsOf(draft);
  const wrong = Object.keys(own).length;
  const problems = { ...refusedFields(making.error, fieldOfLinkPath), ...(wasSubmitted ? own : {}) };
  const isWrong = wrong > 0;

  const make = (): void => {
    setSubmitted(true);
    if (isWrong) {
      setExpanded(true);
      if (form.current !== null) focusFirstProblem(form.current);
      return;
    }
    setLeft(null);
    making.mutate(
      { body: toNewLink(type, draft), idempotency },
      {
        onSuccess: setLink,
        onError: (error) => {
          // The fields are hidden until the options are open.
          if (Object.keys(refusedFields(error, fieldOfLinkPath)).length === 0) return;
          setExpanded(true);
          if (form.current !== null) focusFirstProblem(form.current);
        },
      },
    );
  };
  const startOver = (): void => {
    setLink(null);
    setDraft(emptyDraft(type));
    setSubmitted(false);
    setIdempotency(idempotencyHeader());
    making.reset();
  };

  return (
    <Panel title={share.title(type.name)} hasEdits={hasEdits} onClose={onClose}>
      {type.archived ? (
        <p role="alert" className="notice">
          {types.isArchived}
        </p>
      ) : (
        <p>{share.lead}</p>
      )}
      {isClosed ? null : link === null ? (
        <p>
          <ActionButton look="primary" isBusy={making.isPending} onPress={make}>
            {share.create}
          </ActionButton>
        </p>
      ) : (
        <>
          <div ref={madeLink}>
            <ActiveLink link={link} isRefreshed={link.replaces !== undefined} onRefreshed={setLink} />
          </div>
          {!type.archived && (
            <p className="another">
              <ActionButton onPress={startOver}>{share.another}</ActionButton>
            </p>
          )}
        </>
      )}
      {link === null && making.isError && (
        <p role="alert" className="notice">
          {errorText(making.error, texts)}
        </p>
      )}
      {left !== null && <LeftLink key={left.id} link={left} />}
      {!type.archived && (
        <Disclosure className="disclosure" isExpanded={isExpanded} onExpandedChange={setExpanded}>
          <Heading level={3}>
            <Button slot="trigger" className="secondary disclosure-button">
              <span aria-hidden="true" className="chevron" />
              {share.advanced}
            </Button>
          </Heading>
          <DisclosurePanel ref={form}>
            {link === null && (
              <LinkFields
                type={type}
                hosts={hosts}
                draft={draft}
                problems={problems}
                onChange={(changed) => {
                  setDraft(changed);
                  // Changed fields are a different request.
                  if (making.isError) setIdempotency(idempotencyHeader());
                  making.reset();
                }}
              />
            )}
            <Switch
              className="switch"
              isSelected={link !== null || making.isPending}
              isDisabled={making.isPending}
              onChange={(isOn) => {
                if (isOn) return make();
                setLeft(link);
                startOver();
              }}
            >
              <span className="track" aria-hidden="true" />
              {share.generate}
            </Switch>
            {link === null && <p className="quiet hint">{share.generateHint}</p>}
            {link === null && wasSubmitted && isWrong && (
              <p role="alert" className="notice">
                {texts.common.checkFields(wrong)}
              </p>
            )}
            <p role="status" className="visually-hidden">
              {making.isPending ? share.making : ''}
            </p>
          </DisclosurePanel>
        </Disclosure>
      )}
    </Panel>
  );
};

/** Moves the focus to a new link, and so scrolls to it: the button that made it is gone, or far below. */
const focusLink = (element: HTMLElement | null): void => {
  element?.querySelector<HTMLElement>('input, button')?.focus();
};

/** Creates a link. Repeating the call with the same key, as after a lost answer, creates no second one. */
const useMakeLink = (): UseMutationResult<
  Link,
  Error,
  { body: NewLink; idempotency: ReturnType<typeof idempotencyHeader> }
> => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ body, idempotency }) => dataOf(api.POST('/v1/links', { body, params: { header: idempotency } })),
    onSuccess: (made) => updateCachedLinks(queries, [made]),
  });
};
