import { spawnSync } from 'node:child_process';

/** Programs that npm doesn't have, with Debian's package for each. */
const PACKAGES = {
	chromium: 'chromium',
	'redis-server': 'redis-server',
	/** For `npm run pictures` only. */
	pngquant: 'pngquant',
	// PostgreSQL's own programs are on no PATH.
	pg_createcluster: 'postgresql',
};

/**
 * Finds a program of the system.
 *
 * @returns its path
 * @throws Error that says how to install it: nothing is installed behind a person's back
 */
export function systemProgram(program: keyof typeof PACKAGES): string {
	const { status, stdout } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
	if (status === 0) return stdout.trim();
	throw new Error(
		`This needs ${program}. On Debian and Ubuntu: sudo apt-get install ${PACKAGES[program]}. All that npm run test:n8n needs: sudo .ci/install-programs`,
	);
}
