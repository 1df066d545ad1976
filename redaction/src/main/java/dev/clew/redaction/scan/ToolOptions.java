package dev.clew.redaction.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where common tools take secrets on their command lines, as their manuals say. Options whose
/// names say so (`--password`) need no entry; these are the short ones, and words by their place.
///
/// @param options by option with its dashes
/// @param places of secrets among the words that are no options, after certain words
record ToolOptions(Map<String, Form> options, List<Place> places) {
  /// What stands in the value of an option.
  enum Form {
    /// All of it; the next word, or glued to the option.
    WHOLE,
    /// As `WHOLE`, and only glued: alone the option asks for it.
    GLUED,
    /// `user:password`, also with `%`, `/` or `,`.
    PAIR,
    /// `Name: value`, of which [SafeHeaders] are kept.
    HEADER,
    /// `pass:PASSWORD`; `env:` and `file:` say where it is.
    SOURCE,
    /// `name=value`, whatever the name is.
    VALUE,
    /// `name=value`, by the name.
    NAMED
  }

  /// A sequence of words: `*` is any, `$` the secret, `@` a pair, `=` are pairs of name and value
  /// up to the end, `%` is one unless the word before it says something else and it is plain.
  record Place(List<String> words) {}

  /// `TOOL…: OPTION… | words… | words…`. After an option `!` is [Form#GLUED], `:` [Form#PAIR], `#`
  /// [Form#HEADER], `^` [Form#SOURCE], `=` [Form#VALUE] and `~` [Form#NAMED].
  private static final String TABLE =
      """
      curl: -u: -U: -b -H# -E: --user: --proxy-user: --cookie --header# --proxy-header# --cert: --oauth2-bearer --pass --proxy-pass --tlspassword --key-pass -d~ -F~ --data~ --data-raw~ --data-urlencode~ --data-binary~ --form~ --form-string~ --json~
      wget wget2: --password --http-password --ftp-password --proxy-password --header# --http-passwd
      http https xh xhs: -a: --auth: --auth-type~
      aria2c: --http-passwd --ftp-passwd --rpc-secret --header#
      ab: -A: -P: -C -H#
      hey wrk siege vegeta bombardier k6 autocannon oha httpx nikto grpcurl websocat: -a: -H# --header# -header# --rpc-header#
      mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mysqlslap mysqlsh mysqlpump mysqlbinlog mariadb mariadb-dump mariadb-admin mycli percona-xtrabackup xtrabackup innobackupex: -p! --password --login-path~ | password $
      mongo mongosh mongod mongodump mongorestore mongoexport mongoimport mongostat mongotop: -p --password --sslPEMKeyPassword
      redis-cli redis-benchmark valkey-cli keydb-cli: -a --pass --askpass~ | auth $ | auth * $ | config set requirepass $ | config set masterauth $
      sqlcmd osql bcp isql tsql fisql iusql: -P
      sqlplus sqlldr exp imp expdp impdp rman: | @ | target @
      db2: | connect to * user * using $
      cqlsh: -p --password
      clickhouse-client clickhouse: --password
      influx: -p -password -t --token
      snowsql: -p
      cypher-shell: -p
      nodetool: -pw
      rabbitmqctl rabbitmqadmin: -p | add_user * $ | change_password * $ | authenticate_user * $
      kafkacat kcat: -X~
      etcdctl: --user: | user add @
      sshpass: -p
      plink pscp psftp putty: -pw
      ssh-keygen: -N -P
      ldapsearch ldapmodify ldapadd ldapdelete ldapcompare ldapmodrdn ldapwhoami ldapexop: -w
      ldappasswd: -w -a -s
      docker podman nerdctl buildah: -e~ --env~ --build-arg~ --creds: --src-creds: --dest-creds: --secret~ | login -p $
      skopeo: --creds: --src-creds: --dest-creds: --src-registry-token --dest-registry-token -p
      helm: --set~ --set-string~ --password | login -p $
      crane oras regctl nerdctl az oc cf ibmcloud twine argocd gitea tea odo rancher: -p
      az: -p --account-key --sas-token --connection-string --secret --value
      oc kubectl: --token --from-literal= --docker-password | config set-credentials * --token $
      kubectl: --from-literal=
      aws: --secret-string --secret-binary --master-user-password --password --value --auth-parameters~ --token-code | configure set aws_access_key_id $ | configure set aws_secret_access_key $ | configure set aws_session_token $ | configure set * %
      gcloud: --data --password --set-env-vars~ --update-env-vars~
      doctl: -t --access-token
      flyctl fly: -t | secrets set =
      heroku: | config:set =
      netlify: -a --auth | env:set * %
      vercel now: -t --token
      wrangler: | secret put $
      vault: -token | login $ | unseal $ | operator unseal $ | kv put * = | kv patch * = | write * = | token lookup $ | token renew $ | token revoke $ | unwrap $
      bao: -token | login $ | operator unseal $ | kv put * = | write * =
      consul nomad: -token | kv put * $
      chamber: | write * * $
      doppler: -t | configure set token $ | secrets set =
      pulumi: | config set --secret * $ | config set * --secret $ | config set * $
      terraform tofu terragrunt packer: -var~
      ansible ansible-playbook: -e~ --extra-vars~ -k! -K!
      ansible-vault: | encrypt_string $
      salt-call salt: --password
      npm pnpm yarn: --otp | config set _authToken $ | config set * % | set * % | login --token $
      pip pip3 uv: | config set * %
      poetry: -p | config http-basic.* * $ | config pypi-token.* $ | config * %
      hatch flit: -a --auth
      gem: -k --key --otp
      bundle bundler: | config * % | config set * % | config set --global * % | config set --local * %
      cargo: | login $
      nuget dotnet: -k -ApiKey --api-key -p -Password --store-password-in-clear-text~ | setapikey $
      composer: | config * % | config -g * % | config --global * % | config http-basic.* * $
      mvn mvnw gradle gradlew sbt: -D~ -P~ | --encrypt-password $ | -ep $ | --encrypt-master-password $ | -emp $
      sonar-scanner: -D~
      java: -D~
      jmeter: -J~ -D~ -a
      gh: | secret set * -b $ | secret set * --body $
      glab: -t
      git: -c~
      gitlab-runner: -r -t --registration-token
      buildkite-agent: --token
      jenkins-cli jenkins-jobs: -auth: -p
      circleci: --token | setup --token $
      travis: | encrypt $ | login --pro --github-token $
      sentry-cli: --auth-token
      stripe: --api-key -k
      twilio: -p
      openssl: -pass^ -passin^ -passout^ -passcerts^ -k -K -hmac -password^ -psk -srppass -kpass^ | passwd $ | passwd -1 $ | passwd -6 $
      gpg gpg2: --passphrase
      keytool jarsigner: -storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass -new
      apksigner: --ks-pass^ --key-pass^
      signtool: /p
      osslsigncode: -pass
      security: -p -P -w | unlock-keychain -p $
      xcrun altool notarytool: -p --password
      zip zipcloak unzip: -P
      7z 7za 7zr 7zz: -p!
      rar unrar: -p! -hp!
      unar lsar: -p -password
      qpdf: --password --encrypt | --encrypt $ $
      pdftk: | user_pw $ | owner_pw $ | input_pw $
      pdftotext pdfinfo pdftoppm: -opw -upw
      htpasswd: | -b * * $ | -bc * * $ | -cb * * $ | -nb * $ | -nbB * $ | -bB * * $ | -Bb * * $ | -bnB * $ | -nbBC * * $
      mkpasswd: | $
      useradd usermod adduser: -p --password
      smbclient smbget rpcclient smbmap nmblookup: -U: --user:
      net: -U: | use * * $ | user * $
      mount mount.cifs curlftpfs sshfs s3fs: -o~
      winexe wmic evil-winrm: -U: -p
      xfreerdp wfreerdp xfreerdp3 mstsc: /p
      rdesktop: -p
      vncpasswd x11vnc: -passwd
      lftp: -u:
      ncftp ncftpput ncftpget ftp-upload: -p
      rclone: --password --sftp-pass --ftp-pass --http-pass | obscure $ | config create * * =
      s3cmd: --access_key --secret_key
      mc: | alias set * * $ $ | config host add * * $ $
      snmpwalk snmpget snmpset snmpbulkwalk snmptrap snmptable: -c -A -X
      ipmitool: -P
      nmcli: | connect * password $ | wifi-sec.psk $ | 802-11-wireless-security.psk $
      wpa_passphrase: | * $
      iwconfig: | key $
      cryptsetup: --passphrase
      kadmin kadmin.local: -w | -pw $
      swaks: -ap --auth-password -a:
      sendemail sendEmail: -xp
      msmtp mutt: --passwordeval~
      ngrok: --authtoken | authtoken $ | config add-authtoken $
      cloudflared: --token | service install $
      tailscale: --authkey --auth-key
      zerotier-cli: -T
      bw: | login * $ | unlock $
      op: --session
      hydra medusa ncrack crackmapexec nxc netexec: -p
      pm2: | set * %
      mosquitto_pub mosquitto_sub mosquitto_rr: -P
      mosquitto_passwd: | -b * * $
      amqp-publish amqp-consume: --password
      restic borg duplicity: --password
      airflow: -p --password | users create -p $
      superset flask-appbuilder: --password
      grafana-cli grafana: | admin reset-admin-password $
      keycloak kcadm kcadm.sh: --password --secret -p | config credentials --password $
      solr: -credentials:
      elasticsearch-users: -p | useradd * -p $
      psexec: -p
      snyk: | auth $
      codecov slack-cli slackcat telegram-send: -t
      zabbix_sender zabbix_get: --tls-psk
      """;

  private static final Map<String, ToolOptions> BY_TOOL = read();

  private static final Set<String> WORDS =
      Set.of(
          "net",
          "security",
          "mount",
          "git",
          "java",
          "hey",
          "exp",
          "imp",
          "fly",
          "now",
          "mutt",
          "gem",
          "npm",
          "pip",
          "uv",
          "mvn",
          "packer",
          "siege",
          "salt",
          "flask",
          "travis",
          "solr",
          "medusa",
          "hydra",
          "wrangler",
          "heroku",
          "stripe",
          "chamber",
          "netlify",
          "vercel",
          "borg",
          "http",
          "https",
          "consul",
          "nomad",
          "influx",
          "nuget",
          "dotnet",
          "composer",
          "gradle",
          "gcloud",
          "kubectl",
          "terraform",
          "pulumi",
          "twilio",
          "airflow",
          "gradlew",
          "cargo");

  private static final Set<String> EXTENSIONS = Set.of(".exe", ".cmd", ".bat", ".sh");

  /// What that tool's manual says; null when it is none of these.
  static @Nullable ToolOptions of(String word) {
    if (word.isEmpty() || word.length() > 200) {
      return null;
    }
    String base = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    ToolOptions found = BY_TOOL.get(base);
    for (String extension : EXTENSIONS) {
      if (found == null && base.endsWith(extension)) {
        found = BY_TOOL.get(base.substring(0, base.length() - extension.length()));
      }
    }
    return found;
  }

  /// Whether its name is a word as well.
  static boolean isWord(String tool) {
    return WORDS.contains(tool);
  }

  /// Those whose names are looked for in text, where `net` and `security` are words.
  static List<String> inText() {
    return BY_TOOL.keySet().stream()
        .filter(tool -> tool.length() > 2 && !WORDS.contains(tool))
        .sorted()
        .toList();
  }

  /// Whether one dash begins long options too, so that `-port` is not `-p ort`.
  boolean hasLongOptions() {
    return options.keySet().stream()
        .anyMatch(option -> option.length() > 2 && option.charAt(1) != '-');
  }

  private static Map<String, ToolOptions> read() {
    Map<String, ToolOptions> tools = new HashMap<>();
    TABLE
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(": ");
          String[] parts = line.substring(colon + 2).split("\\|", -1);
          for (String tool : line.substring(0, colon).split(" ", -1)) {
            ToolOptions known =
                tools.computeIfAbsent(
                    tool, name -> new ToolOptions(new HashMap<>(), new ArrayList<>()));
            for (String option : parts[0].strip().split(" ", -1)) {
              known.add(option);
            }
            for (int at = 1; at < parts.length; at++) {
              known.places().add(new Place(List.of(parts[at].strip().split(" ", -1))));
            }
          }
        });
    return Map.copyOf(tools);
  }

  private void add(String option) {
    if (option.length() < 2) {
      return;
    }
    Form form =
        switch (option.charAt(option.length() - 1)) {
          case '!' -> Form.GLUED;
          case ':' -> Form.PAIR;
          case '#' -> Form.HEADER;
          case '^' -> Form.SOURCE;
          case '=' -> Form.VALUE;
          case '~' -> Form.NAMED;
          default -> Form.WHOLE;
        };
    options.put(form == Form.WHOLE ? option : option.substring(0, option.length() - 1), form);
  }
}
