/* Prepares n8n for the test files that load it by themselves, into their own realm. */
if (!globalThis.n8nEngine) {
	require('../support/engine/instance');
	require('./prepare');
}
