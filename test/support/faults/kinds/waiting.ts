import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { NodeResult, RunNodeOptions } from '../../engine';
import { finding, type Finding } from '../findings';
import type { MainRequest, OwnErrand, Stage } from '../kind';
import type { Account } from '../service';

/** More reports than a schedule has faults: four at most, each nine times at most, or an outage of 18. */
const REPORTS = 40;

/** An address at which nobody listens, so that the sandbox's own reports reach nobody. */
const NOBODY = 'http://localhost:1';

/** The things that an execution waits for, as the service holds them. */
interface Awaited {
	/** The request by which they are polled. */
	main: MainRequest;
	node: Pick<RunNodeOptions, 'parameters' | 'items'>;
	/** The address for reports that the service was given. */
	address(): string;
	/** The things by the fields that the output is to have of them. */
	held(): IDataObject[];
}

/** An execution that waits until things are over: after reports it goes on with each of them, once. */
export function waitOut<Sandbox extends Account & { finish(): void }>(
	{ engine, sandbox, credential }: Stage<Sandbox>,
	{ main, node, address, held }: Awaited,
): OwnErrand {
	const judged = ({ items, status }: NodeResult): Finding[] => {
		const wanted = JSON.stringify(held());
		const came = JSON.stringify(items.map((item, index) => sameFields(item, held()[index])));
		return status === 'success' && came === wanted
			? []
			: [finding('lost', `${status}: of ${wanted}, ${came} came`)];
	};
	const repeated = (): Finding[] => {
		const twice = held().length - (node.items?.length ?? 1);
		return twice > 0 ? [finding('repeated', `${twice} too many`, twice)] : [];
	};
	return {
		main,
		async carryOut() {
			const made = await engine.runNode({
				...node,
				credential,
				mode: 'trigger',
				webhookUrl: NOBODY,
			});
			sandbox.finish();
			const errors: unknown[] = made.error ? [made.error] : [];
			const seen = [made];
			for (let report = 0; report < REPORTS && seen.at(-1)?.status === 'waiting'; report++) {
				await made.callback({}, address()).then(
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
}

function sameFields({ json }: INodeExecutionData, wanted: IDataObject = {}): IDataObject {
	return Object.fromEntries(Object.keys(wanted).map((field) => [field, json[field]]));
}
