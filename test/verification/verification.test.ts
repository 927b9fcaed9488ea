/** n8n verifies only packages in which its own tools find nothing. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { communityPackages } from '../../scripts/packages/communityPackages';
import { copySources, lint, scan, unpackTarball } from './tools';

const PACKAGES = communityPackages().map((each) => [each.manifest.name, each] as const);

describe.each(PACKAGES)('%s', (_, communityPackage) => {
	let folder: string;
	let sources: string;
	let tarball: string;

	beforeAll(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-verification-'));
		sources = copySources(communityPackage, path.join(folder, 'sources'));
		tarball = await unpackTarball(communityPackage, folder);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('n8n-node lint finds nothing in what the package is made of, in strict mode', () => {
		const said = expect.not.stringMatching(/error|warning/i) as string;
		expect(lint(sources)).toEqual({ passes: true, said });
	});

	it('scan-community-package finds nothing in the sources, with no rule switched off by a comment', () => {
		expect(scan(sources, 'sources')).toEqual({ passes: true, said: '' });
	});

	it('scan-community-package finds nothing in what is published', () => {
		expect(scan(tarball, 'tarball')).toEqual({ passes: true, said: '' });
	});

	// Last, since it is planted into the files that the others check.
	it('both find what is planted', () => {
		const [built = ''] = communityPackage.manifest.n8n.nodes;
		const source = path.relative('dist', built).replace(/\.js$/, '.ts');
		expect(readFileSync(path.join(sources, source), 'utf8')).not.toContain('console');
		appendFileSync(path.join(sources, source), '\nconsole.log(1);\n');
		appendFileSync(path.join(tarball, built), '\nconsole.log(1); // eslint-disable-line\n');

		const planted = { passes: false, said: expect.stringContaining('no-console') as string };
		expect(lint(sources)).toEqual(planted);
		expect(scan(sources, 'sources')).toEqual(planted);
		expect(scan(tarball, 'tarball')).toEqual(planted);
	});
});
