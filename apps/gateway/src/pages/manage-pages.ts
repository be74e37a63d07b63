import type { BookingDocument } from '@bookonce/booking/views/booking-document';
import type { Ids } from '@bookonce/kernel/ports/ids';
import { cancellationSchema } from '../api/booking-api.js';
import type { GatewayOptions } from '../gateway-options.js';
import { partsOf } from '../handlers/booking-form.js';
import { asAttendee, cancelOne, type ChangeBookingDeps } from '../handlers/change-booking.js';
import { managedBooking } from '../handlers/managed-booking.js';
import { seeOther, type Answer } from '../http/answer.js';
import { validate } from '../http/validation.js';
import { bookingPage } from './booking-page.js';
import { SURE, SURE_FIELD } from './cancel-form.js';
import { faultPage, noBookingPage } from './fault-page.js';
import type { FormValues } from './form-page.js';

export interface ManagePageDeps extends ChangeBookingDeps {
  readonly ids: Pick<Ids, 'uuid'>;
  readonly options: GatewayOptions;
}

const NOT_SURE = 'Nothing was cancelled. To cancel, tick the box and press the button again.';
const TOO_LONG = 'Nothing was cancelled: the reason is too long.';

/** The page behind a booking's manage link. Looking changes nothing (I10), and no button alone cancels. */
export class ManagePages {
  constructor(private readonly deps: ManagePageDeps) {}

  async show(manageToken: string): Promise<Answer> {
    const booking = await managedBooking(this.deps, manageToken);
    return booking === null ? noBookingPage() : this.#page(booking, manageToken, 200, null);
  }

  async cancel(manageToken: string, values: FormValues): Promise<Answer> {
    const booking = await managedBooking(this.deps, manageToken);
    if (booking === null) return noBookingPage();
    // What presses every button on a page it opens, as some mail scanners do, ticks no box.
    if (values[SURE_FIELD] !== SURE) return this.#page(booking, manageToken, 422, NOT_SURE);
    const given = values['reason']?.trim() ?? '';
    const body = validate(cancellationSchema, given === '' ? {} : { reason: given });
    if (!body.ok) return this.#page(booking, manageToken, 422, TOO_LONG);
    const cancelled = await cancelOne(this.deps, asAttendee(booking, this.deps.ids.uuid()), body.value.reason);
    if (!cancelled.ok && cancelled.error.status >= 500) return faultPage();
    return seeOther(`/m/${encodeURIComponent(manageToken)}`);
  }

  async #page(booking: BookingDocument, manageToken: string, status: number, message: string | null): Promise<Answer> {
    const { readModels } = this.deps;
    return bookingPage(await partsOf(readModels, booking), { manageToken, status, message });
  }
}
