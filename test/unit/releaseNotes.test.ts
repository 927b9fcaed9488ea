/** The notes of a release are what CHANGELOG.md says of it, and nothing is released that doesn't agree. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { notesOf } from '../../scripts/release/notesOf';

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

const notes = (version: string, tag = `v${version}`) =>
	notesOf({ tag, packageVersion: version, changelog });

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
	expect(notesOf({ tag: 'v1.1.0', packageVersion: '1.1.0', changelog: crlf })).toBe(
		'- The first that anybody used.',
	);
});

it.each(['v1.10.1', '1.10.0', 'V1.10.0', 'v1.10.0-rc.1'])(
	'refuses the tag %s for version 1.10.0',
	(tag) => {
		expect(() => notes('1.10.0', tag)).toThrow(
			`The tag is ${tag}, but package.json has version 1.10.0, which asks for v1.10.0.`,
		);
	},
);

it('refuses a version without a section, and says which there are', () => {
	expect(() => notes('1.1')).toThrow(
		'CHANGELOG.md has no section "## [1.1] - YYYY-MM-DD". It has Unreleased, 1.10.0, 1.1.0, 1.0.0, 0.9.0, 0.8.0, 0.7.0.',
	);
	expect(() => notesOf({ tag: 'v1.0.0', packageVersion: '1.0.0', changelog: '' })).toThrow(
		'It has none at all.',
	);
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

describe('the script', () => {
	const root = path.join(__dirname, '../..');
	const run = (...args: string[]) =>
		spawnSync(process.execPath, [require.resolve('tsx/cli'), 'scripts/releaseNotes.ts', ...args], {
			cwd: root,
			encoding: 'utf8',
		});
	const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		version: string;
	};

	it('fails with the reason alone when the tag is of another version', () => {
		const { status, stdout, stderr } = run('v0.0.0');

		expect(stderr).toBe(
			`The tag is v0.0.0, but package.json has version ${version}, which asks for v${version}.\n`,
		);
		expect(stdout).toBe('');
		expect(status).toBe(1);
	});

	it('asks for the tag', () => {
		const { status, stderr } = run();

		expect(stderr).toBe('Which release? Give its tag, such as v1.2.3.\n');
		expect(status).toBe(1);
	});
});

it('finds a section for the version of package.json in the changelog of the package', () => {
	const root = path.join(__dirname, '../..');
	const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		version: string;
	};
	const text = readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
	const released = text.replace(`## [${version}] - Unreleased`, `## [${version}] - 2026-12-01`);

	expect(notesOf({ tag: `v${version}`, packageVersion: version, changelog: released })).toMatch(
		/^### /,
	);
});
