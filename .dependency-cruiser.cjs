/**
 * Directions of imports, each rule by its name. Type imports count: a room that knows another's types knows it.
 *
 * A service is everything of one package: nodes/AutoCall with nodes/AutoCallTrigger, or packages/<name>/nodes.
 */

/** The rooms of nodes/shared, each with those that it may import. */
const ROOMS = {
	transport: [],
	declaration: ['transport'],
	call: ['declaration', 'transport'],
	duplicates: ['call', 'declaration', 'transport'],
	contacts: ['call', 'declaration', 'transport'],
	waiting: ['call', 'declaration', 'transport'],
	execution: ['duplicates', 'call', 'declaration', 'transport'],
};

const inRoom = (room) => `^nodes/shared/${room}/`;

/** Everything that belongs to no service, and so to every package. */
const SHARED = '^nodes/shared/';

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			comment: 'Files that import each other can only be understood together.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'shared-knows-no-service',
			severity: 'error',
			from: { path: SHARED },
			to: { path: '^(nodes|packages|credentials)/', pathNot: SHARED },
		},
		...Object.entries(ROOMS).map(([room, others]) => ({
			name: `shared-${room}`,
			comment: `nodes/shared/${room} imports ${others.join(', ') || 'no other room'}.`,
			severity: 'error',
			from: { path: inRoom(room) },
			to: { path: SHARED, pathNot: [room, ...others].map(inRoom) },
		})),
		{
			name: 'service-imports-no-other-service',
			severity: 'error',
			from: { path: '^packages/([^/]+)/' },
			to: { path: '^(nodes|packages|credentials)/', pathNot: [SHARED, '^packages/$1/'] },
		},
		{
			name: 'autocall-imports-no-other-service',
			severity: 'error',
			from: { path: '^(nodes|credentials)/', pathNot: SHARED },
			to: { path: '^packages/' },
		},
		{
			name: 'service-room-is-the-lowest',
			comment: 'resources → campaigns or calls → service, and nothing back.',
			severity: 'error',
			from: { path: '(^|/)nodes/([^/]+)/service/' },
			to: { path: '(^|/)nodes/(?!shared/)', pathNot: '(^|/)nodes/$2/service/' },
		},
		{
			name: 'middle-imports-no-resources',
			severity: 'error',
			from: { path: '(^|/)nodes/([^/]+)/(campaigns|calls)/' },
			to: { path: '(^|/)nodes/$2/', pathNot: '(^|/)nodes/$2/($3|service)/' },
		},
		{
			name: 'resources-import-no-node',
			severity: 'error',
			from: { path: '(^|/)nodes/([^/]+)/resources/' },
			to: { path: '(^|/)nodes/$2/', pathNot: '(^|/)nodes/$2/(resources|campaigns|calls|service)/' },
		},
		{
			name: 'trigger-uses-the-service-only',
			comment: 'A trigger shares the service with its node, and nothing else.',
			severity: 'error',
			from: { path: '(^|/)nodes/([^/]+)Trigger/' },
			to: { path: '(^|/)nodes/$2/', pathNot: '(^|/)nodes/$2/service/' },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		exclude: { path: ['node_modules', '(^|/)dist/'] },
	},
};
