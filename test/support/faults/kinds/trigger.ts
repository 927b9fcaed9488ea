import type { INodeExecutionData } from 'n8n-workflow';

import type { ActiveTrigger } from '../../engine';
import { finding, type Finding } from '../findings';
import type { Kind, OwnOutcome, Stage } from '../kind';
import { between, times } from './several';

const TYPES = ['AutocallFinished', 'LowBalance', 'SoundConfirmed', 'ImportFailure'];

const trigger: Kind = {
	name: 'AutoCall Trigger',
	weight: 3,
	errand(stage) {
		const { sandbox, random } = stage;
		const announce = () => {
			const about = sandbox.seedAutocall({ name: 'Finished' });
			return sandbox.notify(random.pick(TYPES), { id: about.id, name: 'Finished' }).id;
		};
		times(between(random, 0, 3), announce);
		return {
			main: { method: 'GET', path: '/notifications' },
			carryOut: async () => await live(stage, announce),
		};
	},
};

/** Polls while notifications come and things go wrong; at the end, once more without faults. */
async function live(stage: Stage, announce: () => string): Promise<OwnOutcome> {
	const { engine, sandbox, credential, random } = stage;
	const active = await engine.activateTrigger({
		parameters: {
			events: ['*'],
			options: { includeDetails: random.chance(0.5), markAsRead: random.chance(0.5) },
		},
		credential,
	});
	const errors: unknown[] = [];
	const received: INodeExecutionData[] = [];
	const poll = async (whileActivating = false) => {
		const { items, error } = await pollOnce(active, whileActivating);
		if (error) errors.push(error);
		received.push(...(items ?? []));
		return error === undefined;
	};
	while (!(await poll(true)));
	const due: string[] = [];
	for (let round = 0; round < 3; round++) {
		due.push(...times(between(random, 0, 3), announce));
		await poll();
	}
	sandbox.faults.clear();
	await poll();
	await poll();
	return {
		findings: delivered(
			due,
			received.map(({ json }) => String(json.id)),
		),
		errors,
		output: JSON.stringify([received, active.saved()]),
	};
}

async function pollOnce(active: ActiveTrigger, whileActivating: boolean) {
	try {
		return await active.poll(whileActivating);
	} catch (error) {
		return { items: null, error: error as Error };
	}
}

function delivered(due: string[], received: string[]): Finding[] {
	const lost = due.filter((id) => !received.includes(id)).length;
	const twice = received.length - new Set(received).size;
	const older = received.filter((id) => !due.includes(id)).length;
	return [
		...(lost > 0 ? [finding('lost', `${lost} notifications never came`, lost)] : []),
		...(twice > 0 ? [finding('repeated', `${twice} notifications came again`, twice)] : []),
		...(older > 0 ? [finding('wrong', `${older} notifications came that were there before`)] : []),
	];
}

/** The trigger's life while things go wrong. */
export const triggerKinds: Kind[] = [trigger];
