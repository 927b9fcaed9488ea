import type { NodeResult } from '../../engine';
import { SPOKEN } from '../../zvonobot';
import { finding, type Finding } from '../findings';
import { between, times } from '../kinds/several';
import { phoneOf, to, type ZvonobotKind } from './kind';

/** More reports than a schedule has faults: four at most, each nine times at most, or an outage of 18. */
const REPORTS = 40;

/** An address at which nobody listens, so that the sandbox's own reports reach nobody. */
const NOBODY = 'http://localhost:1';

const waitForCalls: ZvonobotKind = {
	name: 'Wait for Completion',
	weight: 3,
	errand({ engine, sandbox, credential, random, options }) {
		const items = times(between(random, 1, 4), (index) => ({ phone: phoneOf(index) }));
		const parameters = {
			...{ resource: 'call', operation: 'create', numberField: 'phone', ...SPOKEN },
			...{ waitForCompletion: true, options },
		};
		return {
			main: to('get'),
			async carryOut() {
				const made = await engine.runNode({
					...{ parameters, items, credential, mode: 'trigger', webhookUrl: NOBODY },
				});
				sandbox.finish();
				const errors: unknown[] = made.error ? [made.error] : [];
				const seen = [made];
				for (let report = 0; report < REPORTS && seen.at(-1)?.status === 'waiting'; report++) {
					const address = sandbox.store.apiCalls.all()[0]?.webhookUrl ?? '';
					await made.callback({}, address).then(
						({ resumed }) => resumed && seen.push(resumed),
						(error: unknown) => errors.push(error),
					);
				}
				const last = seen.at(-1) as NodeResult;
				const findings = last.error ? [] : judged(last);
				const output = seen.map((result) => result.stored()).join('\n');
				return { findings: [...findings, ...repeated()], errors, output };
			},
		};

		/** An item for each person, with how the call went. */
		function judged({ items: outputs, status }: NodeResult): Finding[] {
			const wanted = sandbox.store.apiCalls.all().map(({ id, calls }) => [id, calls[0]?.status]);
			const came = outputs.map(({ json }) => [json.id, json.status]);
			return status === 'success' && String(came) === String(wanted)
				? []
				: [finding('lost', `${status}: of ${wanted.join()}, ${came.join()} came`)];
		}

		function repeated(): Finding[] {
			const twice = sandbox.store.apiCalls.size - items.length;
			return twice > 0 ? [finding('repeated', `${twice} calls too many`, twice)] : [];
		}
	},
};

/** Executions that wait for the end of calls. */
export const waitKinds: ZvonobotKind[] = [waitForCalls];
