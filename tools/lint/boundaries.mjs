import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Which package may import which, by the tags in each package.json. Dependencies point one way:
 * apps -> adapters, services -> contracts -> kernel; services share those and never import each other.
 */
const adapters = readdirSync(join(import.meta.dirname, '../../libs/adapters')).map((name) => `adapter-${name}`);
const services = ['link', 'availability', 'booking', 'workspace', 'notification', 'calendars'];

const byType = {
  'type:kernel': [],
  // Rules that pages and services share. The kernel has no dependency, so the bundle gets nothing else with it.
  'type:web': ['type:kernel'],
  'type:secrets': ['type:kernel'],
  'type:contracts': ['type:kernel'],
  'type:platform': ['type:contracts', 'type:kernel'],
  'type:invariants': ['type:contracts', 'type:kernel'],
  'type:service': ['type:service', 'type:secrets', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:client': ['type:service', 'type:secrets', 'type:platform', 'type:contracts', 'type:kernel'],
  // Technologies share code through adapter-support packages and never import each other.
  'type:adapter-support': ['type:adapter-support', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:adapter': ['type:adapter-support', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:testing': [
    'type:service',
    'type:adapter',
    'type:adapter-support',
    'type:secrets',
    'type:platform',
    'type:invariants',
    'type:contracts',
    'type:kernel',
  ],
  'type:hosting': [
    'type:hosting',
    'type:adapter',
    'type:adapter-support',
    'type:secrets',
    'type:platform',
    'type:contracts',
    'type:kernel',
  ],
  // Apps never import each other: shared code is a library.
  'type:app': [
    'type:hosting',
    'type:adapter',
    'type:adapter-support',
    'type:client',
    'type:service',
    'type:secrets',
    'type:platform',
    'type:invariants',
    'type:contracts',
    'type:kernel',
  ],
};

const constraints = (/** @type {string[]} */ alsoAllowed) => [
  ...Object.entries(byType).map(([sourceTag, tags]) => ({
    sourceTag,
    onlyDependOnLibsWithTags: [...tags, ...alsoAllowed],
  })),
  ...services.map((service) => ({
    sourceTag: `scope:${service}`,
    onlyDependOnLibsWithTags: [`scope:${service}`, 'scope:shared'],
  })),
];

// The simulator runs the services, and specs use the contract suites and ports: a circle only between packages.
const ignoredCircularDependencies = [...services, 'platform', 'kernel', 'invariants', ...adapters].map((name) => [
  '@bookonce/testing',
  `@bookonce/${name}`,
]);

/** Options of the rule for what is shipped. */
export const shipped = {
  depConstraints: constraints([]),
  ignoredCircularDependencies,
  banTransitiveDependencies: true,
};

/** Specs may use the contract suites, fixtures, the simulator and any adapter as well. */
export const specs = {
  depConstraints: constraints(['type:testing', 'type:adapter', 'type:adapter-support']),
  ignoredCircularDependencies,
};

/**
 * The gateway owns no data and knows no domain: of a service it may see the shape of its views.
 */
export const gatewayImports = {
  regex: `^@bookonce/(${services.join('|')})/(?!views/)`,
  message: 'The gateway sends commands and reads views; of a service it may import views/ only.',
};
