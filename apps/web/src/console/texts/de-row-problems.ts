import { type Expected, type RefusedField, type RowProblem, shownCell } from '../links/row-problem.js';

/** Says what is wrong with a row of an import, and what is expected. */
export const deRowProblem = (problem: RowProblem): string => {
  switch (problem.type) {
    case 'wrongValue': {
      const value = `„${shownCell(problem.cell)}“`;
      return `${problem.heading === '' ? value : `${problem.heading} ${value}`}. Erwartet: ${expectation(problem.expected)}.`;
    }
    case 'refused':
      return `Nicht angenommen: ${problem.fields.map((field) => refusedFields[field]).join(', ')}.`;
    case 'tooMuchData':
      return 'Zu viele Daten: höchstens 50 Spalten, mit Überschriften bis 64 und Werten bis 500 Zeichen.';
    case 'nobody':
      return 'Es fehlt ein Name oder eine E-Mail-Adresse.';
    case 'noEmail':
      return 'Es fehlt eine E-Mail-Adresse. „Nur Empfänger“ braucht eine.';
    case 'noPlace':
      return 'Es fehlt der Ort. „Ortsangabe“ braucht einen: Video, Telefon oder vor Ort.';
    case 'halfRange':
      return '„Erster Tag“ und „Letzter Tag“ gehören zusammen. Einer von beiden fehlt.';
    case 'backwards':
      return '„Letzter Tag“ liegt vor „Erster Tag“. Er muss derselbe Tag sein oder später liegen.';
    case 'twoWindows':
      return '„Tage im Voraus“ und „Erster Tag“ schließen sich aus. Füllen Sie nur eines davon aus.';
  }
};

const refusedFields: Readonly<Record<RefusedField, string>> = {
  name: 'Name',
  email: 'E-Mail',
  note: 'Notiz',
  data: 'Daten für Integrationen',
  days: 'Gültigkeit',
  reminders: 'Erinnerungen',
  length: 'Dauer',
  place: 'Ort',
  times: 'Zeiten',
  other: 'ein anderer Wert',
};

const expectation = (expected: Expected): string => {
  switch (expected.type) {
    case 'text':
      return `höchstens ${expected.most} Zeichen`;
    case 'number':
      return `eine ganze Zahl von ${expected.min} bis ${expected.max}`;
    case 'reminderDays':
      return `eine oder zwei ganze Zahlen von 1 bis ${expected.max}, die kleinere zuerst, zum Beispiel 7 14`;
    case 'times':
      return `höchstens ${expected.most} Zeiten in der Zukunft, getrennt durch |, zum Beispiel 2030-03-30 10:00 | 2030-03-31 15:30`;
    case 'email':
      return 'eine E-Mail-Adresse, zum Beispiel ada@example.com';
    case 'yesOrNo':
      return 'ja oder nein';
    case 'place':
      return 'Video, Telefon oder vor Ort';
    case 'confirmation':
      return 'sofort, Zusage oder E-Mail';
    case 'date':
      return 'ein Tag, zum Beispiel 2030-03-30';
  }
};
