import { runAlone } from '../store/run-alone.mjs';

/** Measures how long reading a large calendar takes, and how much of it delays bookings. */
export const measureCalendars = ({ quick }) => runAlone('calendars.mjs', { events: 10_000, rounds: quick ? 3 : 10 });
