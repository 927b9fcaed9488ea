/**
 * Settings of the n8n instance under test. n8n reads them from the environment while its modules
 * load, so this module is imported before any of n8n's.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The instance's own user folder; it goes when the process ends. */
export const instanceFolder = mkdtempSync(path.join(tmpdir(), 'n8n-engine-'));
process.once('exit', () => rmSync(instanceFolder, { recursive: true, force: true }));

const nodeEnvironment = process.env.NODE_ENV;

Object.assign(process.env, {
	// With "test" n8n loads node classes differently from the way it does for people.
	NODE_ENV: 'production',
	N8N_USER_FOLDER: instanceFolder,
	N8N_LOG_LEVEL: 'debug',
	// Neither console nor file: the log is captured in memory.
	N8N_LOG_OUTPUT: 'none',
	N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
});

/** Puts NODE_ENV back once n8n's modules are loaded, for the sake of everything else. */
export function restoreNodeEnvironment(): void {
	if (nodeEnvironment === undefined) delete process.env.NODE_ENV;
	else process.env.NODE_ENV = nodeEnvironment;
}
