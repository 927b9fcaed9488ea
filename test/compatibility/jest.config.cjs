const { projects, ...shared } = require('../../jest.config.cjs');

const { N8N_ENGINE } = process.env;
if (N8N_ENGINE !== 'oldest' && N8N_ENGINE !== 'newest') {
	throw new Error('N8N_ENGINE is to be "oldest" or "newest"; `npm run test:compatibility` sets it');
}

/** Tests of n8n itself that differ there: parts of the names of tests, and of files. */
const leftOut = {
	oldest: {
		tests: [
			// Triggers had no other store than the static data of their workflow.
			'"durable"',
			// The engine ran no tools for agents yet.
			'of a later agent, for which the engine runs it',
			// A credential could not be restricted to some nodes yet.
			'is not given to other nodes',
			// n8n's own words for a parameter that is missing were others.
			'n8n itself says which parameter is missing',
			'operations that do not exist',
			// Error outputs gave the fields of the input with the error, and had it in no other place.
			'it goes to the error output, and the others go on',
			'one that goes on with continueErrorOutput',
		],
		files: [
			// About the harness and the n8n that the project is developed with.
			'engine/harness',
			'engine/examples/parameterFaults',
			// It reads the items of error outputs, which were others.
			'engine/faults/faults',
			'engine/zvonobot/faults',
			// The workflows use nodes, or versions of nodes, that came later.
			'engine/examples/campaignCostsToSheet',
			'engine/examples/canvas',
			'engine/examples/phoneVerification',
			'engine/examples/resultsToCrm',
			'engine/examples/smsCode',
			'engine/examples/workflows',
		],
	},
	newest: {
		tests: [],
		files: [
			// Jest can't load the Wait node of this n8n, which needs ES modules, into its own realm.
			'engine/examples/crmToDialerSample',
		],
	},
}[N8N_ENGINE];

/**
 * The tests of the built package on the engine of another n8n.
 * @type {import('jest').Config}
 */
module.exports = {
	...shared,
	...projects.find(({ displayName }) => displayName === 'engine'),
	displayName: `${N8N_ENGINE} n8n`,
	rootDir: '../..',
	testEnvironment: '<rootDir>/test/compatibility/environment.ts',
	resolver: '<rootDir>/test/compatibility/resolution.cjs',
	setupFiles: ['<rootDir>/test/compatibility/setup.cjs'],
	...(leftOut.tests.length > 0 && { testNamePattern: `^(?!.*(${leftOut.tests.join('|')}))` }),
	testPathIgnorePatterns: leftOut.files.map((name) => `/test/${name}\\.test\\.ts$`),
	// n8n keeps timers that nothing stops.
	forceExit: true,
};
