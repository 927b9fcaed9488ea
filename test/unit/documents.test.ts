/** Every link of the documents leads somewhere, and a person finds every page from the README. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';
import { communityPackages } from '../../scripts/packages/communityPackages';
import { anchorsIn, linksIn } from '../support/markdown';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const PAGES = readdirSync(path.join(ROOT, 'docs'))
	.filter((name) => name.endsWith('.md'))
	.map((name) => `docs/${name}`);
const DOCUMENTS = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'sandbox/README.md'],
	...PAGES,
	...communityPackages()
		.filter(({ location }) => location !== '')
		.flatMap(({ location }) => [`${location}/README.md`, `${location}/CHANGELOG.md`]),
];

/** An address of a file of this repository, which pages on npm need in place of a relative link. */
const OWN_ADDRESS =
	/^https:\/\/(?:github\.com\/n8n-nodes-autocall\/n8n-nodes-autocall\/(?:blob|tree)|raw\.githubusercontent\.com\/n8n-nodes-autocall\/n8n-nodes-autocall)\/main\/([^#]+)/;

/** The file of the repository to which a link leads, or undefined for an address elsewhere. */
function fileOf(document: string, target: string): string | undefined {
	const [, own] = OWN_ADDRESS.exec(target) ?? [];
	if (own !== undefined) return decodeURI(own);
	if (/^[a-z]+:/i.test(target)) return undefined;
	const [file] = target.split('#');
	return file ? path.posix.join(path.posix.dirname(document), decodeURI(file)) : document;
}

/** Why a link to a file leads nowhere; undefined when it leads somewhere. */
function flawOf(file: string, anchor = ''): string | undefined {
	if (!existsSync(path.join(ROOT, file))) return 'there is no such file';
	if (anchor !== '' && !anchorsIn(read(file)).includes(anchor)) return 'there is no such heading';
	return undefined;
}

/** The links of a document that lead nowhere in this repository, as `line target: why`. */
function deadLinks(document: string, text: string): string[] {
	return linksIn(text).flatMap(({ line, target }) => {
		const file = fileOf(document, target);
		const flaw = file === undefined ? undefined : flawOf(file, target.split('#')[1]);
		return flaw === undefined ? [] : [`${line} ${target}: ${flaw}`];
	});
}

/** The files of the repository to which a document links. */
const linkedFrom = (document: string) =>
	linksIn(read(document)).map(({ target }) => fileOf(document, target));

describe('a link', () => {
	it.each(DOCUMENTS)('leads somewhere, in %s', (document) => {
		expect(deadLinks(document, read(document))).toEqual([]);
	});

	it('that leads nowhere is found, with its line', () => {
		const text = [
			'[here](README.md#the-credential), [gone](docs/gone.md)',
			'![picture](docs/pictures/gone.png) `[code](gone.md)`',
			'```',
			'[code](gone.md)',
			'```',
			'[heading](README.md#gone), <a href="gone.html">, [elsewhere](https://example.com/gone)',
			'[reference]: gone.md',
		].join('\n');

		expect(deadLinks('README.md', text)).toEqual([
			'1 docs/gone.md: there is no such file',
			'2 docs/pictures/gone.png: there is no such file',
			'6 README.md#gone: there is no such heading',
			'6 gone.html: there is no such file',
			'7 gone.md: there is no such file',
		]);
	});

	it("finds a heading by GitHub's name for it", () => {
		const text = "# A survey's `answers`\n## Fixed or Expression?\n## [Links](a.md)\n## Links\n";
		expect(anchorsIn(text)).toEqual([
			'a-surveys-answers',
			'fixed-or-expression',
			'links',
			'links-1',
		]);
	});
});

describe('an address of this repository in the code', () => {
	const { repository } = JSON.parse(read('package.json')) as { repository: { url: string } };
	const address = repository.url.replace(/^git\+(.*)\.git$/, '$1');
	const places = ['nodes', 'credentials', 'packages']
		.filter((folder) => existsSync(path.join(ROOT, folder)))
		.flatMap((folder) =>
			readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.(ts|json)$/.test(name) && !/(^|\/)(dist|node_modules)\//.test(name))
				.map((name) => `${folder}/${name}`),
		)
		.flatMap((file) =>
			read(file)
				.split(address)
				.slice(1)
				.map((rest) => [file, /^[^\s"'`)<>]*/.exec(rest)?.[0] ?? ''] as const),
		)
		.filter(([, rest]) => rest.includes('#') || /^\/(blob|tree)\//.test(rest));

	it('is there: the editor leads to the documents', () => {
		expect(places.map(([file]) => file)).toEqual(
			expect.arrayContaining(['credentials/AutoCallApi.credentials.ts']),
		);
	});

	it.each(places)('leads to a heading or file: %s … %s', (_, rest) => {
		const [place = '', anchor] = rest.split('#');
		const file = /^\/(?:blob|tree)\/main\/(.+)$/.exec(place)?.[1] ?? 'README.md';
		// GitHub's own name for where a README begins on the page of its folder.
		expect(flawOf(file, anchor === 'readme' ? '' : anchor)).toBeUndefined();
	});
});

describe('a person finds', () => {
	it.each(PAGES)('%s from the README, and the README from there', (page) => {
		expect(linkedFrom('README.md')).toContain(page);
		expect(linkedFrom(page)).toContain('README.md');
	});

	it('the README short enough to read: at most 200 lines, one picture', () => {
		const readme = read('README.md');
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
		expect(readme.match(/!\[/g)).toHaveLength(1);
	});

	it('every picture on a page', () => {
		const shown = DOCUMENTS.flatMap(linkedFrom);
		const pictures = readdirSync(path.join(ROOT, 'docs/pictures'));
		expect(shown).toEqual(expect.arrayContaining(pictures.map((name) => `docs/pictures/${name}`)));
	});

	it('every example on the page of examples', () => {
		const files = readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => `examples/${name}`);
		expect(linkedFrom('docs/examples.md')).toEqual(expect.arrayContaining(files));
	});
});
