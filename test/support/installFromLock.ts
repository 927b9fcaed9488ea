import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { npm } from '../../scripts/n8n/npm';

/**
 * Makes the packages of a folder's lock file ready, with `npm ci` when they are missing or others are there.
 * No package's install script runs.
 *
 * @throws Error with what npm said, when it fails
 */
export async function installFromLock(folder: string): Promise<void> {
	const lock = readFileSync(path.join(folder, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex');
	/** The lock file whose installation came to its end; inside node_modules, so that it goes with them. */
	const record = path.join(folder, 'node_modules', '.n8n-nodes-autocall-lock-hash');
	if (existsSync(record) && readFileSync(record, 'utf8') === hash) return;
	console.log(`Installing ${path.relative(process.cwd(), folder)}: a minute or two, once.`);
	await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
	});
	writeFileSync(record, hash);
}
