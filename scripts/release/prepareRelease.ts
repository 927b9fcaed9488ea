import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { CommunityPackage } from '../packages/communityPackages';
import { packPackage, type Tarball } from '../packages/pack';
import { notesOf, packageOf } from './notesOf';

/**
 * Writes the files of a release into a folder: the tarball of the built package, and `notes.md` with the section
 * of its CHANGELOG.md about the version.
 *
 * @throws Error when the tag, package.json and CHANGELOG.md don't agree; the folder is unchanged then
 */
export async function prepareRelease(
	tag: string,
	packages: CommunityPackage[],
	into: string,
): Promise<Tarball> {
	const released = packageOf(tag, packages);
	const changelog = readFileSync(join(released.folder, 'CHANGELOG.md'), 'utf8');
	const notes = notesOf({ tag, manifest: released.manifest, changelog });
	const tarball = await packPackage(released, into);
	writeFileSync(join(into, 'notes.md'), `${notes}\n`);
	return tarball;
}
