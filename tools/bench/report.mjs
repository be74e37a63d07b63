import { round } from './statistics.mjs';

const whole = (value) => Math.round(value).toLocaleString('en');
const ms = (value) => `${round(value, 1)} ms`;

/** Aligns lines of `[label, figure, note]`. */
const table = (title, lines) => {
  const widths = [0, 1, 2].map((column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const rows = lines.map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
  return [`\n${title}`, ...rows].join('\n');
};

const verdict = (reached) => (reached ? 'reached' : 'MISSED');

const cpuOf = ({ cpuMsEach: mine }, { cpuMsEach: other }) => `${ms(mine)} / ${ms(other)}, ratio ${round(mine / other)}`;

const printers = {
  bookings: ({ rows, hosts, against }) =>
    table(`Bookings over HTTP, ${hosts} hosts, instant confirmation (median of the runs)`, [
      ['connections', 'bookonce', against ?? 'naive reference', 'ratio', 'server CPU each'],
      ...rows.map(({ connections, product, reference, ratio }) => [
        String(connections),
        `${whole(product.perSecond)}/s, p50 ${ms(product.p50)}, p99 ${ms(product.p99)}`,
        `${whole(reference.perSecond)}/s, p50 ${ms(reference.p50)}, p99 ${ms(reference.p99)}`,
        `${round(ratio)}`,
        product.cpuMsEach === null ? '' : cpuOf(product, reference),
      ]),
      ...rows
        .filter(({ connections }) => connections === 64 && against === null)
        .map(({ ratio, product }) => [
          'target',
          `ratio >= 1 at 64: ${verdict(ratio >= 1)}`,
          `p99 < 150 ms: ${verdict(product.p99 < 150)}`,
        ]),
    ]),
  distributed: ({ rows, hops, cpu }) =>
    [
      table('Bookings over HTTP on the distributed profile, one instance of each service', [
        ['connections', 'bookings', 'latency'],
        ...rows.map(({ connections, perSecond, p50, p99 }) => [
          String(connections),
          `${whole(perSecond)}/s`,
          `p50 ${ms(p50)}, p99 ${ms(p99)}`,
        ]),
        ...rows
          .filter(({ connections }) => connections === 4)
          .map(({ p50, p99 }) => [
            'target',
            `p50 <= 40 ms: ${verdict(p50 <= 40)}`,
            `p99 <= 150 ms: ${verdict(p99 <= 150)}`,
          ]),
      ]),
      table(
        'Where the time goes, one booking after the other (medians)',
        hops.map(({ hop, p50 }) => [hop, ms(p50)]),
      ),
      table(
        'CPU of a booking at 4 connections',
        cpu.map(({ process, msEach }) => [process, ms(msEach)]),
      ),
    ].join('\n'),
  slots: ({ rows, connections, large }) =>
    table(`Slots of a link, ${connections} connections, warm`, [
      ...rows.map((row) => [`${row.days} days`, `${whole(row.perSecond)}/s`, `p50 ${ms(row.p50)}, p99 ${ms(row.p99)}`]),
      ...rows
        .filter((row) => row.days === 7)
        .map((row) => ['target', `7 days >= 2,000/s: ${verdict(row.perSecond >= 2_000)}`]),
      [
        `${large.hosts} hosts, every ${large.interval} min`,
        `${whole(large.slots)} slots, ${large.megabytes} MB${large.isAll ? '' : ', more to come'}`,
        `p50 ${ms(large.median)}, others waited ${ms(large.others)} at most`,
      ],
    ]),
  pages: ({ visits, slowerCpu, largestMs, timesMs, shift, sizes }) =>
    table(`The attendee's page in Chromium, ${visits} first visits, processor ${slowerCpu} x slower`, [
      [
        'largest contentful paint',
        `${ms(largestMs.p50)}, worst ${ms(largestMs.worst)}`,
        `<= 1 s: ${verdict(largestMs.worst <= 1_000)}`,
      ],
      ['free times shown', `${ms(timesMs.p50)}, worst ${ms(timesMs.worst)}`],
      ['layout shift', `worst ${round(shift.worst, 4)}`, `<= 0.02: ${verdict(shift.worst <= 0.02)}`],
      ...sizes.map(({ page, bytes, most }) => [
        `${page} loads`,
        `${whole(bytes)} bytes`,
        `<= ${whole(most)}: ${verdict(bytes <= most)}`,
      ]),
    ]),
  links: ({ rows }) =>
    table('Links created, one POST each', [
      ...rows.map((row) => [
        `${row.connections} connections`,
        `${whole(row.perSecond)}/s`,
        `p50 ${ms(row.p50)}, p99 ${ms(row.p99)}`,
      ]),
    ]),
  history: ({ pastBookings, busy, fresh, ratio }) =>
    table(`A host with ${whole(pastBookings)} past bookings against a new one, 16 connections`, [
      ['long history', `${whole(busy)}/s`],
      ['new', `${whole(fresh)}/s`],
      ['ratio', `${round(ratio)}`, `within 10 %: ${verdict(ratio >= 0.9)}`],
    ]),
  many: ({ links, batchPerSecond, looksRatio, bookingsRatio }) =>
    table(`A store with ${whole(links)} links against one with 100, 16 connections`, [
      ['looking at a link', `ratio ${round(looksRatio)}`, `within 10 %: ${verdict(looksRatio >= 0.9)}`],
      ['booking', `ratio ${round(bookingsRatio)}`, `within 10 %: ${verdict(bookingsRatio >= 0.9)}`],
      ['links made in batches', `${whole(batchPerSecond)}/s`],
    ]),
  appends: ({ perSecond, p50, p99, writers }) =>
    table(`Appends straight to the event store, ${writers} writers, one event each`, [
      ['events', `${whole(perSecond)}/s`, `p50 ${ms(p50)}, p99 ${ms(p99)}`],
      ['target', `>= 8,000/s: ${verdict(perSecond >= 8_000)}`],
    ]),
  replay: ({ events, perSecond, seconds }) =>
    table('Rebuilding the read model of links from history', [
      [`${whole(events)} events`, `${whole(perSecond)}/s`, `${round(seconds)} s`],
      ['target', `>= 100,000/s: ${verdict(perSecond >= 100_000)}`],
    ]),
  invariants: ({ events, links, openAttempts, keptBytes, perSecond, perCpuSecond, seconds }) =>
    table('Checking the invariants over a history, one thread', [
      [`${whole(events)} events`, `${whole(perSecond)}/s`, `${round(seconds)} s`],
      ['of processor time', `${whole(perCpuSecond)}/s`],
      ['target', `>= 200,000/s: ${verdict(perSecond >= 200_000)}`],
      [
        'memory kept',
        `${whole(keptBytes / 1e6)} MB`,
        `${whole(links)} links, ${whole(openAttempts)} standing bookings`,
      ],
    ]),
  'stale-calendars': ({ hosts, rows }) =>
    table(`Bookings of hosts with one connected calendar, one after the other, ${hosts} hosts`, [
      ...rows.map(({ what, p50, p95 }) => [what, `p50 ${ms(p50)}, p95 ${ms(p95)}`]),
      ['target', `answers in 200 ms: p95 <= 400 ms: ${verdict(rows[1].p95 <= 400)}`],
      ['target', `never answers: p95 <= 1.8 s: ${verdict(rows[2].p95 <= 1_800)}`],
    ]),
  'busy-sources': ({ sources, intervals, rounds, rows }) =>
    table(
      `Hosts with ${sources} calendars and ${whole(intervals)} busy times against the same without, ${rounds} turns each`,
      [
        ['', 'with', 'without', 'ratio of the times', 'of the processor time'],
        ...rows.map((row) => [
          row.what,
          `${whole(row.with)}/s`,
          `${whole(row.without)}/s`,
          `${round(row.ratio, 3)}, <= 1.10: ${verdict(row.ratio <= 1.1)}`,
          row.cpuRatio === null ? '' : `${round(row.cpuRatio, 3)}`,
        ]),
      ],
    ),
  polling: ({ calendars, minutes, seconds, reads, notModified, whole: large, late, longestGapMs, ...rest }) =>
    table(`Polling ${whole(calendars)} calendars every ${minutes} min over TLS, measured for ${whole(seconds)} s`, [
      [
        'reads',
        whole(reads),
        `${whole(notModified)} answered 304, ${whole(large)} with ${whole(rest.bytes / 1000)} KB`,
      ],
      ['processor time each', ms(rest.cpuMsEach), `share of a core while measured: ${round(rest.measuredShare)}`],
      ['share of a core', `${round(rest.share)}`, `< 0.5: ${verdict(rest.share < 0.5)}`],
      ['read late', whole(late), `longest time between two reads: ${whole(longestGapMs / 1000)} s`],
    ]),
  calendars: ({ events, bytes, feed, objects, fingerprint }) =>
    table(`Reading a calendar of ${whole(events)} events (${round(bytes / 1e6)} MB) in a process of its own`, [
      ['one feed', ms(feed.median), `processor time ${ms(feed.cpu)}; the first one took ${ms(feed.first)}`],
      ['one object an event', ms(objects.median), `processor time ${ms(objects.cpu)}`],
      ['target', `<= 1 s: ${verdict(Math.max(feed.median, objects.median) <= 1_000)}`],
      ['on the request path', ms(feed.onRequestPath), `one object an event: ${ms(objects.onRequestPath)}`],
      ['200 KB unchanged', `${fingerprint.toFixed(3)} ms`, 'to tell by its fingerprint'],
    ]),
  postgres: ({ writers, bookonce, emmett, ratio }) =>
    table(`Appends to PostgreSQL, ${writers} writers, one event each (median of the runs)`, [
      ['bookonce', `${whole(bookonce.perSecond)}/s`, `p50 ${ms(bookonce.p50)}, p99 ${ms(bookonce.p99)}`],
      ...(emmett === null
        ? [['Emmett', 'not measured', 'npm i --no-save @event-driven-io/emmett-postgresql@0.42.0, or --emmett']]
        : [
            ['Emmett', `${whole(emmett.perSecond)}/s`, `p50 ${ms(emmett.p50)}, p99 ${ms(emmett.p99)}`],
            ['target', `ratio ${round(ratio)}`, `>= 2: ${verdict(ratio >= 2)}`],
          ]),
    ]),
};

const profileTable = ({ file, busyMs, parts }) =>
  table(
    `Where the CPU time goes: ${file} (busy ${whole(busyMs)} ms)`,
    parts.map(({ part, ms: spent, percent }) => [`${percent.toFixed(1).padStart(5)} %`, `${whole(spent)} ms`, part]),
  );

export const printResult = (name, result) =>
  `${[printers[name](result), ...(result.profiles ?? []).map(profileTable)].join('\n')}\n`;
