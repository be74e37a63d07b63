import { html, type Html } from './html.js';

export const SURE_FIELD = 'sure';
export const SURE = 'yes';

/** Folded up, and with a box to tick: an appointment is not given up by a slip, or by a scanner. */
export const cancelForm = (manageToken: string): Html =>
  html`<details>
    <summary>Cancel this booking</summary>
    <form method="post" action="/m/${manageToken}/cancel">
      <p>The time is given to others at once. To meet after all, you need a new link.</p>
      <p>
        <label for="reason">Reason (optional)</label>
        <input id="reason" name="reason" maxlength="500" autocomplete="off" />
      </p>
      <p>
        <label><input type="checkbox" name="${SURE_FIELD}" value="${SURE}" required /> Yes, cancel this booking</label>
      </p>
      <p><button type="submit">Cancel the booking</button></p>
    </form>
  </details>`;
