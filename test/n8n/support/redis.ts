import { freePort } from '../../../scripts/n8n/freePort';
import { systemProgram } from '../../../scripts/n8n/systemProgram';
import { startDaemon, type Daemon } from './queueDaemon';

/** Starts a Redis of its own that keeps everything in memory. */
export async function startRedis(): Promise<Daemon> {
	const port = await freePort();
	return await startDaemon({
		command: systemProgram('redis-server'),
		args: ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'],
		port,
		ready: 'Ready to accept connections',
		stopSignal: 'SIGTERM',
	});
}
