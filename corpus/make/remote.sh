mkdir -p /run/sshd "$scratch/ssh" /home/ci/.ssh /home/ci/small
mountpoint -q /home/ci/small || mount -t tmpfs -o size=200k,mode=777 tmpfs /home/ci/small
ssh-keygen -q -t ed25519 -N '' -f "$scratch/ssh/host"
ssh-keygen -q -t ed25519 -N '' -C old -f "$scratch/ssh/old"
ssh-keygen -q -t ed25519 -N '' -C ci -f /home/ci/.ssh/id_ed25519
cp /home/ci/.ssh/id_ed25519.pub "$scratch/ssh/authorized_keys"
chown -R ci: /home/ci/.ssh && chmod 700 /home/ci/.ssh && chmod 755 "$scratch"
printf 'Port 2222\nHostKey %s\nAuthorizedKeysFile %s\nPidFile none\nPasswordAuthentication no\nUsePAM no\nStrictModes no\nSubsystem sftp internal-sftp\n' "$scratch/ssh/host" "$scratch/ssh/authorized_keys" >"$scratch/ssh/config"
chmod 644 "$scratch/ssh/authorized_keys"
/usr/sbin/sshd -f "$scratch/ssh/config" 2>/dev/null
known() { printf '[files.internal]:2222 %s\n' "$(cut -d' ' -f1,2 "$1")" >/home/ci/.ssh/known_hosts; chown ci: /home/ci/.ssh/known_hosts; }
ssh='ssh -o BatchMode=yes -p 2222'
head -c 400000 /dev/zero >report.pdf
record ssh-refused rules active dependency connection_refused 'nothing listens on the port of ssh' 'ssh -o BatchMode=yes -p 2299 ci@files.internal uptime'
record ssh-host-key-unknown measure boot config host_key 'the key of the host is not known and nobody can be asked' "$ssh ci@files.internal uptime"
known "$scratch/ssh/old.pub"
record ssh-host-key-changed rules boot config host_key 'the host shows another key than the known one' "$ssh ci@files.internal uptime"
known "$scratch/ssh/host.pub"
record scp-refused rules save dependency connection_refused 'the report cannot be copied: nothing listens' 'scp -B -P 2299 report.pdf ci@files.internal:/srv/reports/'
record rsync-refused measure save dependency connection_refused 'the report cannot be synchronised: nothing listens' "rsync -e 'ssh -o BatchMode=yes -p 2299' report.pdf ci@files.internal:/srv/reports/"
record rsync-disk-full rules save resource disk_full 'the receiver has no space left' "rsync -e '$ssh' report.pdf ci@files.internal:/home/ci/small/; code=\$?; rm -f /home/ci/small/*; exit \$code"
record scp-permission measure save config permission_denied 'the target folder may not be written' 'scp -B -P 2222 report.pdf ci@files.internal:/etc/report.pdf'
record rsync-missing-source measure save input file_not_found 'the file that shall be sent is not there' "rsync -e '$ssh' summary.pdf ci@files.internal:/home/ci/small/"
record ssh-remote-exit measure active unknown - 'the remote command ended with 5 and said nothing' "$ssh ci@files.internal 'exit 5'"
: >"$scratch/ssh/authorized_keys"
record ssh-key-refused rules boot config authentication_failed 'the server does not accept the key of the job' "$ssh ci@files.internal uptime"
