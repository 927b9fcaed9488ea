import type { ServiceAddress, ServiceStatistics } from './service';

/** The options that the parent process has given. */
export function givenOptions<Options>(): Options {
	return JSON.parse(process.argv[2] ?? '{}') as Options;
}

/** Tells the parent process the address, answers its questions, and ends when it has gone. */
export function serveParent(
	address: ServiceAddress,
	statistics: () => Omit<ServiceStatistics, 'cpuMs'>,
): void {
	process.on('message', () => {
		const { user, system } = process.cpuUsage();
		process.send?.({ ...statistics(), cpuMs: (user + system) / 1000 });
	});
	process.once('disconnect', () => process.exit());
	process.send?.(address);
}
