import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const DIST = join(__dirname, '..', 'dist');

/** Stands for the content of the built package, to notice a build while it is being measured. */
export function buildFingerprint(): string {
	const hash = createHash('sha256');
	const names = readdirSync(DIST, { recursive: true, encoding: 'utf8' });
	for (const name of names.filter((each) => each.endsWith('.js')).sort()) {
		hash.update(`${name}\n`).update(readFileSync(join(DIST, name)));
	}
	return hash.digest('hex');
}
