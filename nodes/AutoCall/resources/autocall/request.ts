import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { audioAsBase64 } from '../../service/audio';
import { checkGivenHours } from '../../campaigns/quietHours';
import { contactsAreInputItems } from '../../../shared/contacts/collectContacts';
import type { OperationCall } from '../../../shared/call/operationCall';
import type { CampaignRequest } from '../../campaigns/checkedCampaign';

/**
 * The request of POST /autocalls or its cost calculation, all but the contacts. An audio file is checked, but
 * read again when it is sent: those of all items would not fit into memory.
 *
 * @throws NodeOperationError when a parameter can't be sent, an SMS has no text, the hours end before they begin
 * or the file is not audio
 */
export async function autocallRequest(call: OperationCall): Promise<CampaignRequest> {
	const { body: given = {}, ...request } = call.request();
	checkGivenHours(call);
	const body = { ...given };
	checkSms(call, body, 'sms', 'text');
	checkSms(call, body, 'sms_unanswered', 'text_unanswered');
	if (body.type !== 'regular') return { ...request, body };
	const more = call.parameters.get<number[]>('additionalFields.moreSoundIds') ?? [];
	switch (call.parameters.get('soundSource')) {
		case 'upload':
			return { ...request, ...(await withUpload(call, body, more)) };
		case 'synthesis':
			body.audio_id = [{ type: 'synthesis', ...(body.audio_id as IDataObject[])[0] }, ...more];
			return { ...request, body };
		default:
			body.audio_id = [...(body.audio_id as number[]), ...more];
			return { ...request, body };
	}
}

async function withUpload(
	call: OperationCall,
	body: IDataObject,
	more: number[],
): Promise<Pick<CampaignRequest, 'body' | 'complete'>> {
	checkOneFile(call);
	const file = await audioAsBase64(call);
	const withSound = (data: IDataObject) => ({
		...body,
		audio_id: [{ type: 'upload', data }, ...more],
	});
	return {
		body: withSound({ hash: createHash('sha256').update(file).digest('base64') }),
		complete: async () => withSound({ file: await audioAsBase64(call) }),
	};
}

/** An SMS needs its text; a text alone means that the SMS is wanted. */
function checkSms(
	{ parameters }: OperationCall,
	body: IDataObject,
	sms: string,
	text: string,
): void {
	if (body[text] !== undefined) {
		body[sms] ??= true;
	} else if (body[sms] === true) {
		throw parameters.invalid(
			parameters.labelOf(text),
			`is required for "${parameters.labelOf(sms)}"`,
		);
	}
}

/** All input items as contacts hear one file: others beside the first would be lost silently. */
function checkOneFile({ context, parameters }: OperationCall): void {
	if (!contactsAreInputItems(context)) return;
	const property = parameters.get<string>('binaryPropertyName') as string;
	const files = context.getInputData().map(({ binary }) => binary?.[property]);
	const contentOf = (file: (typeof files)[number]) => file?.id ?? file?.data;
	const other = files.findIndex((file) => file && contentOf(file) !== contentOf(files[0]));
	if (!files[0] || other < 0) return;
	throw parameters.invalid(
		'Input Binary Field',
		`is one file for all ${files.length} contacts, but item ${other} has a different one from item 0`,
		'Nothing was sent. Give only the first item a file, or upload it with Sound → Upload and choose it under Existing Sound.',
	);
}
