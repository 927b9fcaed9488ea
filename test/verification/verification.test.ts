/** n8n verifies only packages in which its own tools find nothing. */
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { copySources, lint, scan, unpackTarball } from './tools';

let folder: string;
let sources: string;
let tarball: string;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-autocall-verification-'));
	sources = path.join(folder, 'sources');
	copySources(sources);
	tarball = await unpackTarball(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('n8n-node lint', () => {
	it('finds nothing in what the package is made of, in strict mode', () => {
		const said = expect.not.stringMatching(/error|warning/i) as string;
		expect(lint(sources)).toEqual({ passes: true, said });
	});
});

describe('scan-community-package', () => {
	it('finds nothing in the sources, with no rule switched off by a comment', () => {
		expect(scan(sources, 'sources')).toEqual({ passes: true, said: '' });
	});

	it('finds nothing in what is published', () => {
		expect(scan(tarball, 'tarball')).toEqual({ passes: true, said: '' });
	});
});

it('both find what is planted', () => {
	const said = expect.stringContaining('no-console') as string;
	const plantedSources = path.join(folder, 'planted');
	copySources(plantedSources);
	appendFileSync(
		path.join(plantedSources, 'nodes/AutoCall/AutoCall.node.ts'),
		'\nconsole.log(1);\n',
	);
	const plantedTarball = path.join(folder, 'planted tarball');
	cpSync(tarball, plantedTarball, { recursive: true });
	appendFileSync(
		path.join(plantedTarball, 'dist/nodes/AutoCall/AutoCall.node.js'),
		'\nconsole.log(1); // eslint-disable-line\n',
	);

	expect(lint(plantedSources)).toEqual({ passes: false, said });
	expect(scan(plantedSources, 'sources')).toEqual({ passes: false, said });
	expect(scan(plantedTarball, 'tarball')).toEqual({ passes: false, said });
});
