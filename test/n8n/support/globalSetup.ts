import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../../../scripts/n8n/client';
import { installPackages } from '../../../scripts/n8n/communityPackage';
import { freePort } from '../../../scripts/n8n/freePort';
import { ensureN8n } from '../../../scripts/n8n/installation';
import { startN8n } from '../../../scripts/n8n/server';
import { packPackages } from '../../../scripts/packages/pack';
import { hand } from './prepared';

/**
 * Once for all test files: n8n is installed, the packages packed and installed into a user folder, the
 * database made and the owner's account in it. Outside of the repository, so that nothing of ours lies in
 * the folders above.
 */
export default async function setup(): Promise<void> {
	const installation = await ensureN8n();
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-autocall-'));
	const userFolder = join(folder, 'prepared');
	const tarballs = await packPackages(folder);
	await installPackages(tarballs, userFolder);
	const n8n = await startN8n({
		installation,
		userFolder,
		port: await freePort(),
		brokerPort: await freePort(),
	});
	try {
		await new N8nClient(n8n.url).setUpOwner();
	} finally {
		await n8n.stop();
	}
	hand({ folder, userFolder, tarballs });
}
