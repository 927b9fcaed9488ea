const { projects, ...shared } = require('./jest.config.cjs');

/**
 * Tests of the tarball in the whole n8n: `npm run test:n8n`. Each file has an n8n of its own.
 * @type {import('jest').Config}
 */
module.exports = {
	...shared,
	displayName: 'n8n',
	// Each has an n8n of its own, which computes more than it waits.
	maxWorkers: 2,
	testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
	testEnvironment: 'node',
	transform: projects[0].transform,
	globalSetup: '<rootDir>/test/n8n/support/globalSetup.ts',
	globalTeardown: '<rootDir>/test/n8n/support/globalTeardown.ts',
	// A guard against hanging: n8n looks for executions whose waiting is over once a minute.
	testTimeout: 180_000,
};
