import { spawn } from 'node:child_process';

/** Settings of an npm command. */
export interface NpmOptions {
	/** The folder in which npm runs. */
	cwd: string;
	/** Variables besides those of this process. */
	environment?: NodeJS.ProcessEnv;
}

/**
 * Runs npm and returns its standard output.
 *
 * @throws Error with everything that npm said, when it fails or can't be started
 */
export async function npm(args: string[], { cwd, environment = {} }: NpmOptions): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn('npm', args, {
			cwd,
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'pipe', 'pipe'],
			// npm is a .cmd file on Windows, which only a shell can start.
			shell: process.platform === 'win32',
		});
		let output = '';
		let complaints = '';
		child.stdout.on('data', (text: Buffer) => (output += text.toString()));
		child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
		child.once('error', (error) => reject(new Error(`npm could not be started: ${error.message}`)));
		child.once('close', (code) => {
			if (code === 0) resolve(output);
			else reject(new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${complaints}${output}`));
		});
	});
}
