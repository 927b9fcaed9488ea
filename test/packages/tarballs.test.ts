/** The published files: each tarball, as npm packs it, on its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { communityPackages } from '../../scripts/packages/communityPackages';
import { packPackage } from '../../scripts/packages/pack';
import { unpack, violationsIn } from './tarball';

// npm and TypeScript start again and again, which takes long on a busy machine.
jest.setTimeout(120_000);

const PACKAGES = communityPackages();
const manifests = PACKAGES.map(({ manifest }) => manifest);

it.each(PACKAGES.map((each) => [each.manifest.name, each] as const))(
	'%s holds what it needs, and nothing else',
	async (name, communityPackage) => {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-packed-'));
		const { file } = await packPackage(communityPackage, folder);
		const unpacked = unpack(file);

		expect(
			violationsIn(
				unpacked,
				manifests.filter((each) => each.name !== name),
			),
		).toEqual([]);
		for (const each of [folder, unpacked]) rmSync(each, { recursive: true });
	},
);
