import { Input } from 'antd';
import { Labelled } from '../Labelled.tsx';

interface Props {
  readonly name: string;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly onChange: (pin: string) => void;
}

/** A PIN: digits only, never shown. */
export function PinInput({ name, value, autoFocus = false, onChange }: Props) {
  return (
    <Labelled name={name} className="pin-input">
      <Input.Password
        size="large"
        inputMode="numeric"
        autoComplete="off"
        maxLength={32}
        visibilityToggle={false}
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onChange(event.target.value.replaceAll(/\D/g, ''))}
      />
    </Labelled>
  );
}
