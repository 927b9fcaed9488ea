import { spawnSync } from 'node:child_process';

/**
 * Makes sure that a program exists that npm doesn't have: uses an installed one, otherwise installs Debian's
 * package, which needs root.
 *
 * @param command the program, e.g. `redis-server`
 * @param packageName Debian's package with it, e.g. `redis-server`
 * @throws Error that names the package to install
 */
export function ensureDebianPackage(command: string, packageName: string): void {
	if (isThere(command)) return;
	const advice = `This needs ${command}. On Debian and Ubuntu: sudo apt-get install ${packageName}`;
	if (process.getuid?.() !== 0 || !isThere('apt-get')) throw new Error(advice);
	console.log(`Installing Debian's ${packageName}: ${command} is not there yet.`);
	apt(['update'], advice);
	apt(['install', '--yes', '--no-install-recommends', packageName], advice);
	if (!isThere(command)) throw new Error(`${packageName} is installed, but brought no ${command}`);
}

function isThere(command: string): boolean {
	return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

function apt(args: string[], advice: string): void {
	const { status, stdout, stderr } = spawnSync('apt-get', args, {
		encoding: 'utf8',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	if (status !== 0)
		throw new Error(`apt-get ${args.join(' ')} failed. ${advice}\n${stdout}${stderr}`);
}
