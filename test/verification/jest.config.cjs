const { projects, ...shared } = require('../../jest.config.cjs');

/**
 * n8n's own checks of community nodes: `npm run test:verification`.
 * @type {import('jest').Config}
 */
module.exports = {
	...shared,
	...projects.find(({ displayName }) => displayName === 'unit'),
	displayName: 'verification',
	rootDir: '../..',
	testMatch: ['<rootDir>/test/verification/**/*.test.ts'],
	globalSetup: '<rootDir>/test/verification/globalSetup.ts',
};
