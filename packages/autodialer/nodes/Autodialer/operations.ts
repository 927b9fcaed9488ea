import { defineResource } from '../../../../nodes/shared/declaration/operation';
import * as call from './resources/call';
import * as task from './resources/task';

/** Every resource by its stored value, with its operations by theirs, in the order in which they are shown. */
export const RESOURCES = { task: defineResource(task), call: defineResource(call) };
