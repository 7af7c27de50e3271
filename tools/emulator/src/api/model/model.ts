/** The AWS service models as data: what validates requests, routes them and serialises answers. */
import meetings from './meetings.json' with { type: 'json' };
import voice from './voice.json' with { type: 'json' };

export interface ServiceModel {
  /** Where the model comes from, and its licence. */
  origin: string;
  operations: Readonly<Record<string, OperationModel>>;
  /** HTTP status by exception name. */
  errors: Readonly<Record<string, number>>;
  shapes: Readonly<Record<string, Shape>>;
}

export interface OperationModel {
  http: { method: string; requestUri: string; responseCode?: number };
  /** Shapes and errors are there for emulated operations only. */
  input?: string;
  output?: string;
  errors?: readonly string[];
}

export interface Shape {
  type: string;
  members?: Readonly<Record<string, Member>>;
  required?: readonly string[];
  /** Shape of a list's items. */
  member?: string;
  key?: string;
  value?: string;
  pattern?: string;
  min?: number;
  max?: number;
  enum?: readonly string[];
  sensitive?: boolean;
  timestampFormat?: string;
}

export interface Member {
  shape: string;
  location?: string;
  locationName?: string;
}

export type ServiceName = 'voice' | 'meetings';

export const models: Readonly<Record<ServiceName, ServiceModel>> = { voice, meetings };

/** A shape by name; a name that is not in the model is a mistake in the model file. */
export function shapeOf(model: ServiceModel, name: string): Shape {
  const shape = model.shapes[name];
  if (!shape) throw new Error(`The service model has no shape ${name}`);
  return shape;
}
