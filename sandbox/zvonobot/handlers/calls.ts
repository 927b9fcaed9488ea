import { HttpError, invalid } from '../../errors';
import { withBody, type ApiCall as Request, type Handlers } from '../../handlers/handler';
import type { Table } from '../../store/table';
import { listResponse, success } from '../answers';
import type { ZvonobotContext } from '../context';
import { presentCall } from '../present';
import type { ApiCall, Flag } from '../store/entities';

interface IdList {
	apiCallIdList?: number[];
}

export const callHandlers: Handlers<ZvonobotContext> = {
	get: withBody<IdList, ZvonobotContext>((request) =>
		tell(request, request.context.store.apiCalls),
	),

	getWithTemplates: withBody<IdList, ZvonobotContext>((request) =>
		tell(request, request.context.store.templateCalls),
	),

	update: withBody<{ callList: Array<{ id: number; replannedAt: number }> }, ZvonobotContext>(
		({ context: { store }, body }) => {
			const moved = body.callList.filter(({ id, replannedAt }) => {
				const call = store.findCall(id);
				if (!call || hasBegun(call)) return false;
				call.plannedAt = replannedAt;
				return true;
			});
			return success({ callIdList: moved.map(({ id }) => id) });
		},
	),

	remove: withBody<{ id?: number; idList?: number[]; isTemplate?: Flag }, ZvonobotContext>(
		({ context: { store }, body: { id, idList, isTemplate } }) => {
			const table = isTemplate === 1 ? store.templateCalls : store.apiCalls;
			const remove = (each: number) => {
				const call = table.get(each);
				if (!call || hasBegun(call)) return false;
				table.delete(each);
				return store.underWay.delete(call);
			};
			if (idList !== undefined) return success({ callIdList: idList.filter(remove) });
			if (remove(Number(id))) return success([]);
			throw new HttpError(404, { message: 'Звонок не найден или уже начат.' });
		},
	),
};

/** Returns those of the calls that exist; their IDs may be in the body or in the query. */
function tell({ context, body, query }: Request<IdList, ZvonobotContext>, table: Table<ApiCall>) {
	const ids = [body.apiCallIdList ?? [], query.apiCallIdList ?? []].flat().map(Number);
	if (ids.length === 0) throw invalid('apiCallIdList', 'Поле apiCallIdList обязательно.');
	const calls = ids.flatMap((id) => table.get(id) ?? []);
	return listResponse(
		context,
		calls.map((call) => presentCall(context, call)),
	);
}

function hasBegun({ calls }: ApiCall): boolean {
	return calls.some(({ status }) => status !== 'created');
}
