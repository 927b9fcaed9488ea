import { SPOKEN } from '../../zvonobot';
import { between, times } from '../kinds/several';
import { waitOut } from '../kinds/waiting';
import { phoneOf, to, type ZvonobotKind } from './kind';

const waitForCalls: ZvonobotKind = {
	name: 'Wait for Completion',
	weight: 3,
	errand(stage) {
		const { sandbox, random, options } = stage;
		const { apiCalls } = sandbox.store;
		return waitOut(stage, {
			main: to('get'),
			node: {
				items: times(between(random, 1, 4), (index) => ({ phone: phoneOf(index) })),
				parameters: {
					...{ resource: 'call', operation: 'create', numberField: 'phone', ...SPOKEN },
					...{ waitForCompletion: true, options },
				},
			},
			address: () => apiCalls.all()[0]?.webhookUrl ?? '',
			held: () => apiCalls.all().map(({ id, calls }) => ({ id, status: calls[0]?.status })),
		});
	},
};

/** Executions that wait for the end of calls. */
export const waitKinds: ZvonobotKind[] = [waitForCalls];
