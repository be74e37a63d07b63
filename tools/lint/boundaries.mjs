/**
 * Which package may import which, by the tags in each package.json. Dependencies point one way:
 * apps -> adapters, services -> contracts -> kernel; services share those and never import each other.
 */
const services = ['link', 'availability', 'booking', 'workspace', 'notification'];

const byType = {
  'type:kernel': [],
  'type:web': [],
  'type:secrets': ['type:kernel'],
  'type:contracts': ['type:kernel'],
  'type:platform': ['type:contracts', 'type:kernel'],
  'type:service': ['type:service', 'type:secrets', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:adapter': ['type:platform', 'type:contracts', 'type:kernel'],
  'type:testing': ['type:service', 'type:adapter', 'type:secrets', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:hosting': ['type:adapter', 'type:secrets', 'type:platform', 'type:contracts', 'type:kernel'],
  'type:app': [
    'type:app',
    'type:hosting',
    'type:adapter',
    'type:service',
    'type:secrets',
    'type:platform',
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
const ignoredCircularDependencies = [...services, 'adapters', 'platform', 'kernel'].map((name) => [
  '@bookonce/testing',
  `@bookonce/${name}`,
]);

/** Options of the rule for what is shipped. */
export const shipped = {
  depConstraints: constraints([]),
  ignoredCircularDependencies,
  banTransitiveDependencies: true,
};

/** Specs may use the contract suites, fixtures and the simulator as well. */
export const specs = { depConstraints: constraints(['type:testing']), ignoredCircularDependencies };

/**
 * The gateway owns no data and knows no domain: of a service it may see the shape of its views.
 */
export const gatewayImports = {
  regex: `^@bookonce/(${services.join('|')})/(?!views/)`,
  message: 'The gateway sends commands and reads views; of a service it may import views/ only.',
};
