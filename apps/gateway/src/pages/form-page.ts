import type { Question } from '@bookonce/contracts/values/meeting-type';
import type { Answer } from '../http/answer.js';
import type { ValueError } from '../http/validation.js';
import { html, type Html } from './html.js';
import { page } from './layout.js';
import { meetingHeader, type MeetingView } from './meeting-header.js';
import type { WallClock } from './wall-clock.js';

export interface FormView extends MeetingView {
  readonly path: string;
  readonly questions: readonly Question[];
  readonly start: string;
  readonly end: string;
  readonly clock: WallClock;
  /** Names this attempt, so that pressing the button twice books once. */
  readonly attempt: string;
  readonly values: FormValues;
  readonly errors: readonly ValueError[];
  readonly message: string | null;
  readonly status: number;
}

/** What the visitor typed, by the name of the field. */
export type FormValues = Readonly<Record<string, string>>;

/** The name of a question's field. */
export const fieldOf = (question: Pick<Question, 'id'>): string => `answer.${question.id}`;

export const formPage = (view: FormView): Answer => {
  const { path, clock, start, end, message } = view;
  const back = new URLSearchParams({ tz: clock.timeZone }).toString();
  const body = html`${meetingHeader(view)}
    <p>
      <strong>${clock.day(start)}, ${clock.time(start)}–${clock.time(end)}</strong> (${clock.timeZone})<br />
      <a href="${path}?${back}">Choose another time</a>
    </p>
    ${message === null ? null : html`<p class="wrong" role="alert">${message}</p>`}
    <form method="post" action="${path}/book">
      <input type="hidden" name="attempt" value="${view.attempt}" />
      <input type="hidden" name="start" value="${start}" />
      <input type="hidden" name="tz" value="${clock.timeZone}" />
      ${field(view, { name: 'name', path: 'attendee.name', label: 'Your name', required: true, autocomplete: 'name', hint: 'Please enter a shorter name.' })}
      ${field(view, { name: 'email', path: 'attendee.email', label: 'Your e-mail address', required: true, autocomplete: 'email', type: 'email', hint: 'Please enter an e-mail address, such as name@example.com.' })}
      ${view.questions.map((question) => questionField(view, question))}
      ${area(view, { name: 'note', path: 'note', label: 'Anything else? (optional)', required: false, hint: 'Please shorten this.' })}
      <button class="main">Book this time</button>
    </form>`;
  return page(view.status, { title: `Your details: ${view.meetingName}`, body });
};

interface Field {
  readonly name: string;
  /** Where a complaint about it is found among the errors. */
  readonly path: string;
  readonly label: string;
  readonly required: boolean;
  readonly type?: string;
  readonly autocomplete?: string;
  /** What to say of a wrong value, where the schema's message is meant for developers. */
  readonly hint?: string;
}

const field = (view: FormView, one: Field): Html =>
  html`${labelOf(one)}
    <input
      id="${one.name}"
      name="${one.name}"
      type="${one.type ?? 'text'}"
      value="${view.values[one.name] ?? ''}"
      ${one.autocomplete === undefined ? null : html` autocomplete="${one.autocomplete}"`}${stateOf(view, one)}
    />
    ${complaint(view, one)}`;

const area = (view: FormView, one: Field): Html =>
  html`${labelOf(one)}
    <textarea id="${one.name}" name="${one.name}" rows="4" ${stateOf(view, one)}>
${view.values[one.name] ?? ''}</textarea>
    ${complaint(view, one)}`;

const questionField = (view: FormView, question: Question): Html => {
  const { label, required, id } = question;
  const one = {
    name: fieldOf(question),
    path: `answers.${id}`,
    label: required ? label : `${label} (optional)`,
    required,
  };
  switch (question.type) {
    case 'text':
      return field(view, one);
    case 'longText':
      return area(view, one);
    case 'select':
      return html`${labelOf(one)}
        <select id="${one.name}" name="${one.name}" ${stateOf(view, one)}>
          <option value=""></option>
          ${question.options.map((option) => html`<option${view.values[one.name] === option ? html` selected` : null}>${option}</option>`)}
        </select>
        ${complaint(view, one)}`;
    case 'checkbox':
      return html`<label class="check"
          ><input
            type="checkbox"
            id="${one.name}"
            name="${one.name}"
            value="yes"
            ${view.values[one.name] === 'yes' ? html` checked` : null}${stateOf(view, one)}
          /><span>${one.label}</span></label
        >
        ${complaint(view, one)}`;
  }
};

const labelOf = (one: Field): Html => html`<label for="${one.name}">${one.label}</label>`;

const errorOf = (view: FormView, one: Field): ValueError | undefined =>
  view.errors.find((error) => error.path === one.path);

const stateOf = (view: FormView, one: Field): Html =>
  html`${one.required ? html` required` : null}${
    errorOf(view, one) === undefined ? null : html` aria-invalid="true" aria-describedby="${one.name}-wrong"`
  }`;

const complaint = (view: FormView, one: Field): Html => {
  const error = errorOf(view, one);
  if (error === undefined) return html``;
  const isEmpty = one.required && (view.values[one.name] ?? '').trim() === '';
  const words = isEmpty ? 'Please fill this in.' : (one.hint ?? error.message);
  return html`<p class="wrong" id="${one.name}-wrong">${words}</p>`;
};
