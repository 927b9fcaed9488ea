import type { ServiceAddress, ServiceStatistics } from './service';

/** The options from the parent process. */
export function givenOptions<Options>(): Options {
	return JSON.parse(process.argv[2] ?? '{}') as Options;
}

/** Sends the address to the parent process, replies to its requests, and ends with it. */
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
