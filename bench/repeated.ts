import type { Figures } from './case';
import type { Service } from './service';
import { medians } from './statistics';

/**
 * Does the work several times in a row.
 *
 * @param due numbers that have to arrive at the service each time
 * @returns medians
 * @throws when other numbers arrived
 */
export async function repeated(
	service: Service,
	repetitions: number,
	due: number,
	work: () => Promise<{ wallMs: number; cpuMs: number }>,
): Promise<Figures> {
	const runs: Figures[] = [];
	for (let repetition = 0; repetition < repetitions; repetition++) {
		const before = await service.statistics();
		const { wallMs, cpuMs } = await work();
		const { requests, numbers } = await service.statistics();
		if (numbers !== due) throw new Error(`${numbers} numbers arrived instead of ${due}`);
		runs.push({ wallMs, cpuMs, requests: requests - before.requests });
	}
	return medians(runs);
}
