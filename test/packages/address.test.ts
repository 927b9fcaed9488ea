/** Where this repository is, is said by `repository` of its package.json; nothing may say otherwise. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { parse } from 'yaml';

import { ROOT } from '../../scripts/n8n/paths';
import { communityPackages } from '../../scripts/packages/communityPackages';

interface RootManifest {
	repository: { type: string; url: string };
	author: { email: string };
	[field: string]: unknown;
}

const page = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const root = JSON.parse(page('package.json')) as RootManifest;
/** `https://github.com/<owner>/<name>` */
const ADDRESS = root.repository.url.replace(/^git\+(.*)\.git$/, '$1');

const NOT_OURS = ['node_modules', '.git', 'dist', 'coverage', 'home', 'package-lock.json'];
const TEXT = /\.(md|json|ts|js|mjs|cjs|yml|yaml)$/;

function textFiles(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter(({ name }) => !NOT_OURS.includes(name))
		.flatMap((entry) => {
			const file = join(folder, entry.name);
			if (entry.isDirectory()) return textFiles(file);
			return entry.isFile() && TEXT.test(file) ? [file] : [];
		});
}

/** The addresses of repositories in a text that aren't ours, as `line address`. */
function strayAddresses(text: string): string[] {
	return text
		.split('\n')
		.flatMap((line, index) =>
			[...line.matchAll(/https:\/\/github\.com\/[\w.-]+\/[\w-]+/g)]
				.filter(([address]) => address !== ADDRESS)
				.map(([address]) => `${index + 1} ${address}`),
		);
}

it('every address of a repository, in whatever file, is that of package.json', () => {
	const files = textFiles(ROOT);
	const own = files.filter((file) => readFileSync(file, 'utf8').includes(ADDRESS));
	const stray = files.flatMap((file) =>
		strayAddresses(readFileSync(file, 'utf8')).map((each) => `${relative(ROOT, file)}:${each}`),
	);

	expect(stray).toEqual([]);
	// It looked at the right files: those of a person, of n8n and of npm are among them.
	expect(own.map((file) => relative(ROOT, file))).toEqual(
		expect.arrayContaining([
			'CHANGELOG.md',
			'SECURITY.md',
			join('credentials', 'AutoCallApi.credentials.ts'),
			join('nodes', 'AutoCall', 'AutoCall.node.json'),
			'package.json',
		]),
	);
});

it('another address is found, with its line', () => {
	const other = ['https://github.com', 'n8n-nodes-autocall', 'n8n-nodes-elsewhere'].join('/');

	expect(strayAddresses(`See ${ADDRESS}#readme,\nor ${other}/issues.`)).toEqual([`2 ${other}`]);
});

it.each(communityPackages().map((each) => [each.manifest.name, each] as const))(
	'the package.json of %s says where it is, and for the rest what that of the root says',
	(_, { location, manifest }) => {
		const isRoot = location === '';
		const { author, license, engines, files, peerDependencies, bugs, repository } = root;

		expect(manifest).toMatchObject({
			...{ author, license, engines, files, peerDependencies, bugs },
			repository: isRoot ? repository : { ...repository, directory: location },
			homepage: isRoot ? ADDRESS : `${ADDRESS}/tree/main/${location}#readme`,
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(bugs).toEqual({ url: `${ADDRESS}/issues` });
	},
);

it('SECURITY.md sends reports to GitHub, and to no mailbox', () => {
	expect(page('SECURITY.md').match(/[\w.+-]+@[\w.-]+\.\w+/g) ?? []).toEqual([]);
	expect(page('SECURITY.md')).toContain(`${ADDRESS}/security`);
});

it('who reports a bug chooses from the packages that there are', () => {
	const { body } = parse(page('.github/ISSUE_TEMPLATE/bug.yml')) as {
		body: Array<{ id?: string; attributes: { options?: unknown[] } }>;
	};
	const question = body.find(({ id }) => id === 'package');

	expect(question?.attributes.options).toEqual(
		communityPackages().map(({ manifest }) => manifest.name),
	);
});
