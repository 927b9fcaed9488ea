/** @type {import('jest').Config['transform']} */
const transform = {
	'^.+\\.ts$': [
		'@swc/jest',
		{
			jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
			module: { type: 'commonjs' },
			sourceMaps: 'inline',
		},
	],
};

/**
 * `unit` tests our code as it is written; `packages` opens the tarballs of the built packages; `engine` runs
 * them (`dist/`) on n8n's engine.
 * @type {import('jest').Config}
 */
module.exports = {
	maxWorkers: 3,
	// A guard against hanging, wide enough for a busy machine.
	testTimeout: 30_000,
	reporters: ['default', '<rootDir>/test/support/closingLineReporter.cjs'],
	projects: [
		{
			displayName: 'unit',
			testMatch: ['<rootDir>/test/unit/**/*.test.ts'],
			testEnvironment: 'node',
			transform,
		},
		{
			displayName: 'packages',
			testMatch: ['<rootDir>/test/packages/**/*.test.ts'],
			testEnvironment: 'node',
			transform,
		},
		{
			displayName: 'engine',
			testMatch: ['<rootDir>/test/engine/**/*.test.ts'],
			testEnvironment: '<rootDir>/test/support/engine/environment.ts',
			transform,
		},
	],
};
