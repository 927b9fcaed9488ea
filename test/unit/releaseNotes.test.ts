/** The notes of a release are what CHANGELOG.md says of it, and nothing is released that doesn't agree. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { communityPackages, tagOf } from '../../scripts/packages/communityPackages';
import { notesOf, packageOf } from '../../scripts/release/notesOf';

const changelog = `# Changelog

All notable changes.

## [Unreleased]

### Added

- What comes next.

## [1.10.0] - 2026-12-01

### Added

- **Wait for Completion** ([how](README.md#waiting)).

### Fixed

- A list with \`[1.1.0]: brackets\`.

## [1.1.0] - 2026-11-21

- The first that anybody used.

## [1.0.0] - Unreleased

- Never given a day.

## [0.9.0]

- Without a day.

## [0.8.0] - 2026-01-01

## [0.7.0] - 2025-12-01

- The oldest.

[1.10.0]: https://example.test/v1.10.0
[1.1.0]: https://example.test/v1.1.0
`;

const manifest = (version: string, name = 'n8n-nodes-autocall') => ({
	name,
	version,
	n8n: { nodes: [], credentials: [] },
});
const notes = (version: string, tag = `autocall-v${version}`) =>
	notesOf({ tag, manifest: manifest(version), changelog });

it('gives the section of the version, without its heading and what follows', () => {
	expect(notes('1.10.0')).toBe(
		[
			'### Added',
			'',
			'- **Wait for Completion** ([how](README.md#waiting)).',
			'',
			'### Fixed',
			'',
			'- A list with `[1.1.0]: brackets`.',
		].join('\n'),
	);
	expect(notes('1.1.0')).toBe('- The first that anybody used.');
});

it('leaves the targets of links out of the last section', () => {
	expect(notes('0.7.0')).toBe('- The oldest.');
});

it('takes Windows line ends', () => {
	const crlf = changelog.replaceAll('\n', '\r\n');
	expect(notesOf({ tag: 'autocall-v1.1.0', manifest: manifest('1.1.0'), changelog: crlf })).toBe(
		'- The first that anybody used.',
	);
});

it.each(['autocall-v1.10.1', 'autocall-1.10.0', 'v1.10.0', 'autocall-v1.10.0-rc.1'])(
	'refuses the tag %s for version 1.10.0',
	(tag) => {
		expect(() => notes('1.10.0', tag)).toThrow(
			`The tag is ${tag}, but package.json of n8n-nodes-autocall has version 1.10.0, which asks for autocall-v1.10.0.`,
		);
	},
);

it('refuses a version without a section, and says which there are', () => {
	expect(() => notes('1.1')).toThrow(
		'CHANGELOG.md has no section "## [1.1] - YYYY-MM-DD". It has Unreleased, 1.10.0, 1.1.0, 1.0.0, 0.9.0, 0.8.0, 0.7.0.',
	);
	expect(() =>
		notesOf({ tag: 'autocall-v1.0.0', manifest: manifest('1.0.0'), changelog: '' }),
	).toThrow('It has none at all.');
});

it.each([
	['1.0.0', 'Unreleased'],
	['0.9.0', 'no day'],
])('refuses the section of %s, which has no day yet', (version, found) => {
	expect(() => notes(version)).toThrow(
		`The section of ${version} in CHANGELOG.md has "${found}" where its day (YYYY-MM-DD) is to be.`,
	);
});

it('refuses a section that says nothing', () => {
	expect(() => notes('0.8.0')).toThrow('The section of 0.8.0 in CHANGELOG.md is empty.');
});

describe('a tag', () => {
	const packages = ['autocall', 'zvonobot'].map((name) => ({
		location: '',
		folder: name,
		manifest: manifest('1.2.3', `n8n-nodes-${name}`),
	}));

	it('names its package', () => {
		expect(packageOf('zvonobot-v1.2.3', packages).folder).toBe('zvonobot');
		expect(packageOf('autocall-v0.1.0', packages).folder).toBe('autocall');
	});

	it.each(['v1.2.3', 'zvono-v1.2.3', 'zvonobot', 'zvonobot-x-v1.2.3'])(
		'%s names none, and the message says which there could be',
		(tag) => {
			expect(() => packageOf(tag, packages)).toThrow(
				`The tag ${tag} names no package. At present there could be autocall-v1.2.3, zvonobot-v1.2.3.`,
			);
		},
	);
});

describe('the script', () => {
	const root = path.join(__dirname, '../..');
	const run = (...args: string[]) =>
		spawnSync(process.execPath, [require.resolve('tsx/cli'), 'scripts/release.ts', ...args], {
			cwd: root,
			encoding: 'utf8',
		});

	it('fails with the reason alone when the tag is of another version, and packs nothing', () => {
		const [own] = communityPackages();
		const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-release-'));
		const { status, stdout, stderr } = run('autocall-v0.0.0', folder);

		expect(stderr).toBe(
			`The tag is autocall-v0.0.0, but package.json of n8n-nodes-autocall has version ${own?.manifest.version}, which asks for ${own && tagOf(own)}.\n`,
		);
		expect(stdout).toBe('');
		expect(status).toBe(1);
		expect(readdirSync(folder)).toEqual([]);
		rmSync(folder, { recursive: true });
	});

	it('asks for the tag and the folder', () => {
		const { status, stderr } = run('autocall-v0.0.0');

		expect(stderr).toBe(
			'Which release, and into which folder? For example: npm run release -- autocall-v1.2.3 release\n',
		);
		expect(status).toBe(1);
	});
});

it.each(communityPackages().map((each) => [each.manifest.name, each] as const))(
	'the changelog of %s has a section for the version of its package.json',
	(_, own) => {
		const { version } = own.manifest;
		const text = readFileSync(path.join(own.folder, 'CHANGELOG.md'), 'utf8');
		const released = text.replace(`## [${version}] - Unreleased`, `## [${version}] - 2026-12-01`);

		expect(notesOf({ tag: tagOf(own), manifest: own.manifest, changelog: released })).toMatch(
			/^### /,
		);
	},
);
