import { detectFormat, silentMp3, speechDuration } from '../../audio';
import { HttpError, invalid } from '../../errors';
import { withBody, type Handlers } from '../../handlers/handler';
import { listResponse, objectResponse, success } from '../answers';
import { pay } from '../billing';
import type { ZvonobotContext } from '../context';
import { presentRecord } from '../present';
import { prices } from '../prices';
import type { AudioRecord } from '../store/entities';

interface CreateRecordBody {
	name: string;
	source: 'text' | 'file';
	text?: string;
	/** A character for each byte. */
	file?: string;
}

export const recordHandlers: Handlers<ZvonobotContext> = {
	createRecord: withBody<CreateRecordBody, ZvonobotContext>(({ context, body }) => {
		const { store, clock, moderation } = context;
		const content = contentOf(body);
		const cost = body.source === 'text' ? prices.speech : 0;
		pay(context, cost);
		const record = store.records.add({
			name: body.name,
			createdAt: clock.unixSeconds(),
			needModeration: moderation ? 1 : 0,
			moderatorComment: null,
			recordText: body.source === 'text' ? (body.text ?? null) : null,
			content,
			cost,
			isListed: true,
		});
		return objectResponse(context, presentRecord(context, record));
	}),

	getRecords: ({ context }) =>
		success(listed(context).map((record) => presentRecord(context, record))),

	removeRecord: withBody<{ idList: number[] }, ZvonobotContext>(({ context, body }) => {
		const { store, clock } = context;
		const records = listed(context).filter(({ id }) => body.idList.includes(id));
		if (records.length === 0) throw new HttpError(404, { message: 'Аудиоролик не найден.' });
		const deletedAt = clock.unixSeconds();
		const deleted = records.map((record) => {
			const { recordText, cost, ...fields } = presentRecord(context, record);
			store.records.delete(record.id);
			return { ...fields, deletedAt };
		});
		return listResponse(context, deleted);
	}),
};

function listed({ store }: ZvonobotContext): AudioRecord[] {
	return store.records.filter(({ isListed }) => isListed);
}

/** @throws HttpError 422 when there is nothing to make the audio of */
function contentOf({ source, text, file }: CreateRecordBody): Buffer {
	if (source === 'text') {
		if (text === undefined) throw invalid('text', 'Поле text обязательно.');
		return silentMp3(speechDuration(text, 1));
	}
	if (file === undefined) throw invalid('file', 'Поле file обязательно.');
	const content = Buffer.from(file, 'latin1');
	if (!detectFormat(content)) {
		throw invalid('file', 'Файл должен быть в формате mp3, wav или ogg.');
	}
	return content;
}
