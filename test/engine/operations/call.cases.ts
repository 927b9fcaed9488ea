import { silentMp3 } from '../../../sandbox/audio';
import { noSuch, refusedHere } from './failures';
import { NOW, type ResourceCases } from './operationCase';

const answers = { answer: '1', record: 'answer-301-50001.mp3' };

/** Call → … */
export const callCases: ResourceCases = {
	get: {
		succeeds: [
			{
				title: 'tells, simplified, how a call ended and what was answered',
				given: (sandbox) =>
					sandbox.seedAutocall({
						type: 'interactive',
						calls: [{ extra: 'Aigul', r_duration: 4, data: answers }],
					}),
				parameters: { callId: '50001' },
				sends: [{ request: 'GET /api/v1/calls/50001' }],
				gives: [
					{
						id: 50001,
						autocall_id: 301,
						number: '+77010000001',
						extra: 'Aigul',
						status: 'success',
						tries: 1,
						last_try_at: NOW,
						duration: 10,
						r_duration: 4,
						data: answers,
					},
				],
			},
			{
				title: 'gives every try when it is not simplified',
				given: (sandbox) =>
					sandbox.seedAutocall({
						calls: [{ status: 'no_answer', variables: { debt: '15000' } }],
					}),
				parameters: { callId: '50001', simplify: false },
				sends: [{ request: 'GET /api/v1/calls/50001' }],
				gives: [
					{
						id: 50001,
						autocall_id: 301,
						number: '+77010000001',
						extra: null,
						variables: { debt: '15000' },
						lock: false,
						tries: 1,
						date_tries: [NOW],
						status_tries: ['no_answer'],
						last_try_at: NOW,
						duration: 0,
						r_duration: 0,
						status: 'no_answer',
						data: null,
						created_at: NOW,
						updated_at: NOW,
					},
				],
			},
		],
		fails: [
			noSuch('call', 50009, 'Call ID', { callId: '50009' })('GET /api/v1/calls/50009'),
			{
				title: 'a phone number is given for the ID',
				parameters: { callId: '+7 701 000 00 01' },
				sends: [],
				fails: refusedHere('Call ID', 'must be an ID such as 73, but is "+7 701 000 00 01"'),
			},
		],
	},

	getRecording: {
		succeeds: [
			{
				title: 'downloads what was said in a recorded call',
				given: (sandbox) =>
					sandbox.seedAutocall({ record: true, calls: [{ recording: silentMp3(2) }] }),
				parameters: { callId: '50001' },
				sends: [{ request: 'GET /api/v1/calls/recordings/50001' }],
				gives: [{ fileName: 'call-50001.mp3', mimeType: 'audio/mpeg', fileSize: '32.1 kB' }],
				outputFile: { name: 'call-50001.mp3', mimeType: 'audio/mpeg', content: silentMp3(2) },
			},
		],
		fails: [
			{
				title: 'the autocall was created without recording',
				given: (sandbox) => sandbox.seedAutocall({ record: false, calls: [{}] }),
				parameters: { callId: '50001' },
				sends: [{ request: 'GET /api/v1/calls/recordings/50001' }],
				fails: {
					message: 'There is no recording of this call [item 0]',
					description:
						'AutoCall.kz says: “Not found”. Call ID: 50001. Check the Call ID. A call is recorded only if its autocall was created with Record Calls and someone answered.',
					status: 404,
				},
			},
		],
	},
};
