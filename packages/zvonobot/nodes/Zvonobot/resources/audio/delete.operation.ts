import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import { numericId } from '../../../../../../nodes/shared/declaration/parsers';
import { mayBeCarriedOut } from '../../../../../../nodes/shared/duplicates/doubt';
import { apiFailureOf } from '../../../../../../nodes/shared/transport/apiFailure';
import { audioId } from '../../calls/messageFields';
import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';

export default defineOperation({
	name: 'Delete',
	action: 'Delete audio',
	description: 'Delete an audio file of your account',
	endpoint: 'POST /apiCalls/removeRecord',
	repeatable: true,
	kind: 'deletes',
	fields: [{ ...audioId, api: 'idList', parse: (value) => [numericId(value)] }],
	async run(call) {
		const [id] = call.parameters.get<number[]>('audioId') as [number];
		await call.send(call.request()).catch(async (error: unknown) => {
			const { details } = apiFailureOf(error);
			// The try whose response was lost may have deleted it, so that the next one found nothing.
			const wasRefused = details.isAfterLoss && !mayBeCarriedOut(details);
			if (!wasRefused || !(await isGone(call, id))) throw error;
		});
		return [{ json: { deleted: true, id } }];
	},
});

async function isGone(call: OperationCall, id: number): Promise<boolean> {
	const path = ['apiCalls', 'getRecords'];
	const { body } = await call.send<unknown>({ method: 'POST', path, repeatable: true });
	return expectRecords(body).every((record) => Number(record.id) !== id);
}
