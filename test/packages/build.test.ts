/** Several packages are built from one source, and each holds what it needs and nothing of another. */
import {
	appendFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';

import { installedPackage, installPackages } from '../../scripts/n8n/communityPackage';
import { buildPackages, modulesOf } from '../../scripts/packages/build';
import {
	communityPackages,
	tagOf,
	type CommunityPackage,
} from '../../scripts/packages/communityPackages';
import { packPackage, type Tarball } from '../../scripts/packages/pack';
import { requiresOf } from '../../scripts/packages/requires';
import { prepareRelease } from '../../scripts/release/prepareRelease';
import { copyConfiguration, makeFixture, write } from './fixture';
import { filesIn, unpack, violationsIn } from './tarball';

// npm and TypeScript start again and again, which takes long on a busy machine.
jest.setTimeout(120_000);

let repository: string;
let folder: string;
let packages: CommunityPackage[];
let tarballs: Tarball[];
let unpacked: string[] = [];

const PAGES = ['CHANGELOG.md', 'LICENSE', 'README.md'];

const othersThan = (own: number) =>
	packages.map(({ manifest }) => manifest).filter((_, index) => index !== own);

beforeAll(async () => {
	repository = makeFixture();
	folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-packed-'));
	buildPackages(repository);
	packages = communityPackages(repository);
	tarballs = await Promise.all(packages.map(async (each) => await packPackage(each, folder)));
	unpacked = tarballs.map(({ file }) => unpack(file));
});
afterAll(() => {
	for (const each of [repository, folder, ...unpacked]) rmSync(each, { recursive: true });
});

it('each tarball holds its own nodes, credential and icons, and of nodes/shared what these require', () => {
	expect(unpacked.map(filesIn)).toEqual([
		[
			...PAGES,
			'dist/credentials/AlphaApi.credentials.js',
			'dist/icons/alpha.svg',
			'dist/nodes/Alpha/Alpha.node.js',
			'dist/nodes/Alpha/Alpha.node.json',
			'dist/nodes/Alpha/service/words.js',
			'dist/nodes/shared/contacts/numbers.js',
			'dist/nodes/shared/contacts/numbers.json',
			'dist/nodes/shared/late.js',
			'dist/nodes/shared/now.js',
			'dist/nodes/shared/send.js',
			'package.json',
		],
		[
			...PAGES,
			'dist/credentials/BetaApi.credentials.js',
			'dist/icons/beta.svg',
			'dist/nodes/Beta/Beta.node.js',
			'dist/nodes/Beta/Beta.node.json',
			'dist/nodes/Beta/service/words.js',
			'dist/nodes/BetaTrigger/BetaTrigger.node.js',
			'dist/nodes/BetaTrigger/BetaTrigger.node.json',
			'dist/nodes/shared/late.js',
			'dist/nodes/shared/now.js',
			'dist/nodes/shared/send.js',
			'package.json',
		],
	]);
});

it('each has its own pages and manifest, and the license of the repository', () => {
	const pages = (name: string) => unpacked.map((each) => readFileSync(join(each, name), 'utf8'));

	expect(pages('README.md')).toEqual(['# n8n-nodes-alpha', '# n8n-nodes-beta']);
	expect(pages('CHANGELOG.md')).toEqual([
		expect.stringMatching(/^# Changelog of Alpha/),
		expect.stringMatching(/^# Changelog of Beta/),
	]);
	expect(pages('LICENSE')).toEqual(['MIT License', 'MIT License']);
	expect(tarballs.map(({ name }) => name)).toEqual(['n8n-nodes-alpha', 'n8n-nodes-beta']);
	expect(packages.map(tagOf)).toEqual(['alpha-v1.2.3', 'beta-v1.2.3']);
});

it('nothing is wrong with them, also when they are loaded where only the modules of n8n are', () => {
	expect(unpacked.map((each, index) => violationsIn(each, othersThan(index)))).toEqual([[], []]);
});

it('all of them are installed side by side', async () => {
	await installPackages(tarballs, folder);

	for (const name of ['n8n-nodes-alpha', 'n8n-nodes-beta']) {
		expect(existsSync(join(installedPackage(folder, name), 'dist/nodes/shared/send.js'))).toBe(
			true,
		);
	}
	const manifest = readFileSync(join(folder, '.n8n/nodes/package.json'), 'utf8');
	expect(JSON.parse(manifest)).toMatchObject({
		dependencies: { 'n8n-nodes-alpha': '1.2.3', 'n8n-nodes-beta': '1.2.3' },
	});
});

it('a tag publishes the tarball of its package, with the notes of its changelog', async () => {
	const release = join(folder, 'release');

	await expect(prepareRelease('beta-v1.2.4', packages, release)).rejects.toThrow(
		'The tag is beta-v1.2.4, but package.json of n8n-nodes-beta has version 1.2.3',
	);
	expect(existsSync(release)).toBe(false);

	await prepareRelease('beta-v1.2.3', packages, release);
	expect(filesIn(release)).toEqual(['n8n-nodes-beta-1.2.3.tgz', 'notes.md']);
	expect(readFileSync(join(release, 'notes.md'), 'utf8')).toBe('- It calls.\n');
	const published = readFileSync(join(release, 'n8n-nodes-beta-1.2.3.tgz'));
	expect(published.equals(readFileSync(tarballs[1]?.file ?? ''))).toBe(true);
});

describe('what is wrong with a tarball is found:', () => {
	const BETA = 'dist/nodes/Beta/Beta.node.js';
	const SEND = 'dist/nodes/shared/send.js';
	const CODEX = 'dist/nodes/Beta/Beta.node.json';
	const add = (file: string, text: string) => (planted: string) => {
		mkdirSync(dirname(join(planted, file)), { recursive: true });
		appendFileSync(join(planted, file), text);
	};
	const remove = (file: string) => (planted: string) => rmSync(join(planted, file));
	const replace = (file: string, old: string, by: string) => (planted: string) => {
		const text = readFileSync(join(planted, file), 'utf8');
		expect(text).toContain(old);
		writeFileSync(join(planted, file), text.replaceAll(old, by));
	};

	it.each([
		[
			'a file of another service',
			add('dist/nodes/Alpha/words.js', ''),
			['dist/nodes/Alpha/words.js is of another service'],
		],
		[
			'a shared file that nothing requires',
			add('dist/nodes/shared/forgotten.js', ''),
			['nothing needs dist/nodes/shared/forgotten.js'],
		],
		[
			'a credential that package.json does not name',
			add('dist/credentials/AlphaApi.credentials.js', ''),
			['nothing needs dist/credentials/AlphaApi.credentials.js'],
		],
		['an icon of another', add('dist/icons/alpha.svg', ''), ['nothing needs dist/icons/alpha.svg']],
		['a missing icon', remove('dist/icons/beta.svg'), ['dist/icons/beta.svg is missing']],
		['a missing page', remove('LICENSE'), ['LICENSE is missing']],
		[
			'a missing file, although it is loaded only when it is used',
			remove('dist/nodes/shared/late.js'),
			[`${SEND} requires ./late, which the package doesn't hold`],
		],
		[
			'a module that n8n has, but does not allow',
			add(SEND, 'const late = () => require("axios");'),
			[`${SEND} requires axios, which n8n doesn't allow`],
		],
		[
			'a module of Node.js',
			add(SEND, 'const late = () => import("node:fs");'),
			[`${SEND} requires node:fs, which n8n doesn't allow`],
		],
		[
			'a module without a name',
			add(SEND, 'const late = (name) => require(name);'),
			[`${SEND} requires something without naming it`],
		],
		[
			'shared code that speaks of a service',
			add(SEND, 'const type = "alphaApi";'),
			[`${SEND} speaks of alphaApi`],
		],
		[
			'a credential of another package',
			replace(BETA, 'betaApi', 'betterApi'),
			['beta uses betterApi, a credential of another package'],
		],
		[
			'a codex of another node',
			replace(CODEX, 'n8n-nodes-beta', 'n8n-nodes-alpha'),
			[`${CODEX} is of n8n-nodes-alpha.beta`],
		],
		[
			'dependencies',
			replace('package.json', '"license"', '"dependencies":{},"license"'),
			['it has dependencies'],
		],
		[
			'code that fails when it is loaded',
			add(BETA, 'throw new Error("not today");'),
			["it can't be loaded: Error: not today"],
		],
	])('%s', (_, plant, violations) => {
		const planted = join(folder, 'planted');
		rmSync(planted, { recursive: true, force: true });
		cpSync(unpacked[1] ?? '', planted, { recursive: true });
		plant(planted);

		expect(violationsIn(planted, othersThan(1))).toEqual(expect.arrayContaining(violations));
	});
});

describe('what may not be in a package is not built:', () => {
	/** The modules of a package whose sources, by their paths in the repository, have been compiled. */
	function modules(location: string, sources: Record<string, string>): string[] {
		// A new one each time, since Node.js remembers which files are there.
		const compiled = mkdtempSync(join(folder, 'compiled-'));
		for (const [file, text] of Object.entries(sources)) write(compiled, file, text);
		const entry = Object.keys(sources)[0] ?? '';
		const manifest = {
			name: 'n8n-nodes-beta',
			version: '1.2.3',
			n8n: { nodes: [posix.join('dist', posix.relative(location, entry))], credentials: [] },
		};
		return [...modulesOf({ location, folder: '', manifest }, compiled).keys()];
	}

	it("another package's file, which is named with the one that requires it", () => {
		const sources = {
			'packages/beta/nodes/Beta/Beta.node.js': 'require("../../../../nodes/shared/send")',
			'nodes/shared/send.js': 'require("../Alpha/words")',
			'nodes/Alpha/words.js': '',
		};
		expect(() => modules('packages/beta', sources)).toThrow(
			"n8n-nodes-beta can't hold nodes/Alpha/words.js, which nodes/shared/send.js requires: " +
				'what several packages need lies in nodes/shared/.',
		);
	});

	it('a file of packages/ in the package of the root', () => {
		const sources = {
			'nodes/Alpha/Alpha.node.js': 'require("../../packages/beta/nodes/Beta/words")',
			'packages/beta/nodes/Beta/words.js': '',
		};
		expect(() => modules('', sources)).toThrow(
			"can't hold packages/beta/nodes/Beta/words.js, which nodes/Alpha/Alpha.node.js requires",
		);
	});

	it('a folder of its own that would lie where the shared one does', () => {
		const sources = {
			'packages/beta/nodes/Beta/Beta.node.js': 'require("../shared/send")',
			'packages/beta/nodes/shared/send.js': '',
		};
		expect(() => modules('packages/beta', sources)).toThrow(
			"can't hold packages/beta/nodes/shared/send.js",
		);
	});

	it('a file that is not there', () => {
		const sources = { 'nodes/Alpha/Alpha.node.js': 'require("./words")' };
		expect(() => modules('', sources)).toThrow("Cannot find module './words'");
	});

	it('two files that require each other are no trouble', () => {
		const sources = {
			'nodes/Alpha/Alpha.node.js': 'require("./words")',
			'nodes/Alpha/words.js': 'require("./Alpha.node")',
		};
		expect(modules('', sources)).toEqual([
			'dist/nodes/Alpha/Alpha.node.js',
			'dist/nodes/Alpha/words.js',
		]);
	});
});

describe('what a file requires', () => {
	const named = (code: string) => requiresOf(code).map(({ module }) => module);

	it('is found wherever it stands, and not in comments and texts', () => {
		const code = `
			const first = require("./first"); // require("./comment")
			const pattern = /["'\`]/;
			const text = 'require("./text")' + \`\${require('./template')}\`;
			const late = async () => await import("./late");
		`;
		expect(named(code)).toEqual(['./first', './template', './late']);
	});

	it('comes with its place, quotes included', () => {
		const code = 'x = require( "./first" );';
		expect(requiresOf(code).map(({ start, end }) => code.slice(start, end))).toEqual(['"./first"']);
	});

	it.each(['require(name)', 'require("./a" + b)', 'const load = require;', 'import(name)'])(
		'has to be named: %s',
		(code) => {
			expect(() => named(code)).toThrow("It can't be told what this loads: ");
		},
	);
});

it('a folder of packages/ is called like its package', () => {
	const misnamed = join(folder, 'misnamed');
	write(misnamed, 'package.json', '{ "name": "n8n-nodes-alpha" }');
	write(misnamed, 'packages/bete/package.json', '{ "name": "n8n-nodes-beta" }');

	expect(() => communityPackages(misnamed)).toThrow(
		'packages/bete/package.json is of n8n-nodes-beta; rename one of the two.',
	);
});

it('sources that do not compile leave dist/ as it was', () => {
	const broken = join(folder, 'broken');
	write(broken, 'nodes/Alpha/Alpha.node.ts', "export const broken: number = 'text';");
	write(broken, 'dist/nodes/Alpha/Alpha.node.js', 'built before');
	copyConfiguration(broken);

	expect(() => buildPackages(broken)).toThrow(
		/^The sources don't compile:\n.*Alpha\.node\.ts.* error TS2322/,
	);
	expect(filesIn(join(broken, 'dist'))).toEqual(['nodes/Alpha/Alpha.node.js']);
});
