/** The tarballs of `npm pack` in n8n's own folder for community nodes. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { delimiter, join, relative, sep } from 'node:path';

import { installedPackage, PACKAGE } from '../../scripts/n8n/communityPackage';
import { ROOT } from '../../scripts/n8n/paths';
import { communityPackages } from '../../scripts/packages/communityPackages';
import { filesIn } from '../packages/tarball';
import { prepared, useN8n } from './support';

const bench = useN8n();

const packedIcon = (name: string) => readFileSync(join(ROOT, 'icons', name), 'utf8');

/** The modules that the code in a folder imports from outside of it, once each. */
function importedModules(folder: string): string[] {
	const imported = filesIn(folder)
		.filter((file) => file.endsWith('.js'))
		.flatMap((file) => [
			...readFileSync(join(folder, file), 'utf8').matchAll(
				/\b(?:require|import)\(\s*["']([^"']+)["']/g,
			),
		])
		.map(([, name = '']) => name);
	return [...new Set(imported)].filter((name) => !name.startsWith('.')).sort();
}

/** Where an n8n finds modules for a file of a package: n8n adds the folders above its own code to NODE_PATH. */
function resolvedInN8n(file: string, names: string[]): Record<string, string> {
	const { node, modules } = bench().n8n.place.installation;
	const paths = createRequire(join(modules, 'n8n', 'dist', 'index.js')).resolve.paths('any') ?? [];
	const resolve = `
		const { createRequire } = require('node:module');
		const { resolve } = createRequire(process.argv[1]);
		console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map((name) => [name, resolve(name)]))));
	`;
	const printed = execFileSync(node, ['--eval', resolve, file, ...names], {
		encoding: 'utf8',
		env: { NODE_PATH: paths.join(delimiter) },
	});
	return JSON.parse(printed) as Record<string, string>;
}

describe.each(communityPackages().map((each) => [each.manifest.name, each] as const))(
	'%s',
	(name, { manifest }) => {
		const folder = () => installedPackage(bench().n8n.place.userFolder, name);

		it('brings the files that npm pack lists, and no packages of its own', () => {
			const tarball = prepared().tarballs.find((each) => each.name === name);
			expect(filesIn(folder())).toEqual([...(tarball?.contents ?? [])].sort());
			expect(readdirSync(folder()).sort()).toEqual([
				...['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json'],
			]);
		});

		it('finds whatever it imports among the packages of n8n', () => {
			const names = importedModules(folder()).filter((each) => !isBuiltin(each));
			expect(names).toContain('n8n-workflow');
			const { modules } = bench().n8n.place.installation;
			const entry = join(folder(), manifest.n8n.nodes[0] ?? '');
			for (const [each, file] of Object.entries(resolvedInN8n(entry, names))) {
				// lodash/omit lies in lodash.
				expect(relative(modules, file).split(sep)[0]).toBe(each.split('/')[0]);
			}
		});

		it('brings each of its nodes, and its credentials for these only', async () => {
			const { client } = bench();
			const own = (await client.nodeTypes()).filter((node) => node.name.startsWith(`${name}.`));
			const withoutTools = own.filter((node) => !node.name.endsWith('Tool'));
			expect(withoutTools).toHaveLength(manifest.n8n.nodes.length);

			const users = (await client.credentialTypes()).map(({ supportedNodes }) => supportedNodes);
			const ownUsers = users.filter((nodes) => String(nodes).includes(`${name}.`)).flat();
			expect(ownUsers.sort()).toEqual(withoutTools.map((node) => node.name).sort());
		});
	},
);

it('nothing but our packages lies in the folder, and nothing of ours above it', () => {
	const folder = join(installedPackage(bench().n8n.place.userFolder, PACKAGE), '..');
	expect(readdirSync(folder).sort()).toEqual(
		communityPackages()
			.map(({ manifest }) => manifest.name)
			.sort(),
	);
	expect(folder.startsWith(ROOT)).toBe(false);
});

it('brings both nodes, and the AutoCall node as a tool for AI agents', async () => {
	const own = (await bench().client.nodeTypes()).filter(({ name }) =>
		name.startsWith(`${PACKAGE}.`),
	);
	expect(own.map(({ name, displayName, group }) => ({ name, displayName, group }))).toEqual([
		{ name: `${PACKAGE}.autoCall`, displayName: 'AutoCall', group: ['output'] },
		{ name: `${PACKAGE}.autoCallTrigger`, displayName: 'AutoCall Trigger', group: ['trigger'] },
		{ name: `${PACKAGE}.autoCallTool`, displayName: 'AutoCall Tool', group: ['output'] },
	]);
});

it('brings the credential, for its nodes only', async () => {
	const own = (await bench().client.credentialTypes()).filter(({ name }) => name === 'autoCallApi');
	expect(own).toMatchObject([
		{
			displayName: 'AutoCall API',
			supportedNodes: [`${PACKAGE}.autoCall`, `${PACKAGE}.autoCallTrigger`],
		},
	]);
});

it('its icons are served, one for light and one for dark', async () => {
	const { client } = bench();
	const described: object[] = [...(await client.nodeTypes()), ...(await client.credentialTypes())];
	const own = described.filter((description) =>
		JSON.stringify(description).includes('autocall.svg'),
	);
	expect(own).toHaveLength(4);
	for (const description of own) {
		const { iconUrl } = description as { iconUrl: { light: string; dark: string } };
		const [light, dark] = await Promise.all(
			[iconUrl.light, iconUrl.dark].map(async (path) => await client.fetch('GET', `/${path}`)),
		);
		expect(light?.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
		expect(await light?.text()).toBe(packedIcon('autocall.svg'));
		expect(await dark?.text()).toBe(packedIcon('autocall.dark.svg'));
	}
});

it('a person who saves the right key reads that it works', async () => {
	const { client, sandbox } = bench();
	const data = { apiKey: sandbox.apiKey, baseUrl: sandbox.url };
	expect(await client.testCredential('Mine', 'autoCallApi', data)).toEqual({
		status: 'OK',
		message: 'Connection successful!',
	});
});

it('a person who saves a wrong key reads where to find the right one', async () => {
	const { client, sandbox } = bench();
	const data = { apiKey: 'mistyped', baseUrl: sandbox.url };
	expect(await client.testCredential('Mine', 'autoCallApi', data)).toEqual({
		status: 'Error',
		message:
			'AutoCall.kz did not accept this API key. Copy it again from Settings → API of your account at autocall.kz.',
	});
});

it('does not trouble n8n: its log has no line about the package', () => {
	expect(
		bench()
			.n8n.log()
			.split('\n')
			.filter((line) => /autocall/i.test(line)),
	).toEqual([]);
});
